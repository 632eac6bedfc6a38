package io.longshore.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.console.ConsoleService;
import io.longshore.console.ConsoleServiceFactory;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.Sha256;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.schemas.Topics;
import io.longshore.standalone.runtime.TestTopics;
import io.longshore.standalone.system.InProcess;
import io.longshore.standalone.watch.Seen;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Numbers of the console are those of the topics; what it asks for is done. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class ConsoleTest {
  private static final String TOKEN = "a long random token";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "longshore.tracker.effect-floor",
          "0.99",
          "longshore.console.interval",
          "PT0.5S",
          "longshore.console.token-sha256",
          Sha256.hex(TOKEN.getBytes(UTF_8)));
  private static final List<Picture> HELD_OUT =
      Picture.heldOut(Map.of("ant", 20, "bee", 20, "cow", 20));
  private static final List<Picture> STREAM =
      Picture.stream("stream", Map.of("ant", 140, "bee", 48, "cow", 12));
  private static final List<Picture> LATER =
      Picture.stream("later", Map.of("ant", 20, "bee", 20, "dog", 5));

  private final InProcess<ConsoleService> console =
      new InProcess<>(new ConsoleServiceFactory(), ConsoleService.class);
  private TestSystem system;
  private ConsoleClient browser;
  private ModelManifest first;
  private ModelManifest second;

  @BeforeAll
  void everything_flows(@TempDir Path data) throws Exception {
    system = TestSystem.start(data, SETTINGS, console);
    browser = new ConsoleClient(console.service().port());
    system.send(HELD_OUT);
    system.send(STREAM);
    first = system.awaitServed(Gear.RETRAIN, 0);
    Cli.run(system.withBroker("adapt", "rebalance", "--reason", "to see"));
    second = system.awaitServed(Gear.REBALANCE, 0);
    system.send(LATER);
    system.awaitPredicted(LATER);
    Garbage.write(system.kafka(), Topics.LABELS, Garbage.ofEveryKind(Topics.LABELS));
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + system.ingestPort() + "/images"))
                .header("Content-Type", "image/png")
                .header("Longshore-Source", "<img src=x>")
                .POST(BodyPublishers.ofString("<script>alert(1)</script>"))
                .build(),
            BodyHandlers.discarding());
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void it_is_connected_and_has_read_everything() {
    JsonNode status =
        browser.await(
            "/api/status",
            s -> s.path("reading").path("caughtUp").booleanValue() && s.path("garbage").size() > 0);

    assertThat(status.path("broker").path("state").textValue()).isEqualTo("connected");
    assertThat(status.path("garbage").path(0).path("topic").textValue()).isEqualTo("labels");
    assertThat(status.path("garbage").path(0).path("records").intValue())
        .isEqualTo(Garbage.ofEveryKind(Topics.LABELS).size());
  }

  @Test
  void classes_are_counted_as_the_tracker_counts_them() {
    system.await("the tracker to count all", o -> latest(o.frequencies()).labels() == 245);
    ClassFrequencies counted = latest(system.seen().frequencies());

    JsonNode tail = browser.await("/api/tail", t -> t.path("labels").longValue() == 245);

    var shown = new HashMap<String, Long>();
    JsonNode classes = tail.path("classes");
    for (int i = 0; i < classes.path("name").size(); i++) {
      shown.put(
          classes.path("name").path(i).textValue(), classes.path("labels").path(i).longValue());
    }
    var expected = new HashMap<String, Long>();
    counted.classes().forEach((name, count) -> expected.put(name, count.labels()));
    assertThat(shown).isEqualTo(expected);
  }

  @Test
  void recall_is_that_of_predictions_and_labels_joined_by_hand() {
    var said = new HashMap<ImageId, Prediction>();
    TestTopics.values(system.kafka(), Topics.PREDICTIONS).stream()
        .filter(p -> !p.repeat() && p.model().equals(second.version()))
        .forEach(p -> said.putIfAbsent(p.image(), p));
    var labels =
        TestTopics.values(system.kafka(), Topics.LABELS).stream()
            .filter(label -> label.split() == Split.STREAM && said.containsKey(label.image()))
            .toList();
    long right =
        labels.stream()
            .filter(
                l -> {
                  Prediction answer = Objects.requireNonNull(said.get(l.image()));
                  return answer.top().get(0).className().equals(l.className());
                })
            .count();
    assertThat(labels).hasSizeGreaterThanOrEqualTo(LATER.size());

    JsonNode models =
        browser.await(
            "/api/models", m -> entry(m, second).path("judged").longValue() == labels.size());

    assertThat(entry(models, second).path("right").longValue()).isEqualTo(right);
  }

  @Test
  void models_have_their_parents_and_their_numbers() {
    JsonNode model = browser.json("/api/models/" + second.version().value());

    assertThat(model.path("lineage").path(1).path("version").textValue())
        .isEqualTo(first.version().value());
    assertThat(model.path("classes").path("name")).hasSize(3);
    assertThat(model.path("evaluations").path(0).path("window").textValue()).isEqualTo("held-out");
    JsonNode compared =
        browser.json(
            "/api/compare?a=%s&b=%s".formatted(first.version().value(), second.version().value()));
    assertThat(compared.path("sameImages").booleanValue()).isTrue();
  }

  @Test
  void one_file_of_a_model_can_be_taken_away() {
    HttpResponse<byte[]> file =
        browser.bytes("/api/models/" + second.version().value() + "/model.onnx");

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"longshore-" + second.version().brief() + ".onnx\"");
    assertThat((long) file.body().length).isGreaterThan(second.backbone().size());
  }

  @Test
  void offsets_and_lag_are_those_of_the_cluster() {
    int images = TestTopics.values(system.kafka(), Topics.IMAGES).size();

    JsonNode flow =
        browser.await(
            "/api/flow",
            f ->
                StreamSupport.stream(f.path("lag").spliterator(), false)
                    .anyMatch(
                        lag ->
                            lag.path("group").textValue().equals("longshore-scorer")
                                && lag.path("topic").textValue().equals("images")
                                && lag.path("lag").longValue() == 0));

    int at = new ArrayList<>(texts(flow.path("topics").path("name"))).indexOf("images");
    assertThat(flow.path("topics").path("records").path(at).intValue()).isEqualTo(images);
    assertThat(flow.path("rates").path("at").size()).isPositive();
  }

  @Test
  void curves_have_a_point_for_each_epoch() {
    long epochs =
        system.seen().training().stream()
            .map(Seen::value)
            .filter(TrainingEvent.EpochCompleted.class::isInstance)
            .count();

    JsonNode training =
        browser.await(
            "/api/training",
            t ->
                StreamSupport.stream(t.path("runs").spliterator(), false)
                        .flatMap(
                            run -> StreamSupport.stream(run.path("stages").spliterator(), false))
                        .mapToLong(stage -> stage.path("loss").size())
                        .sum()
                    == epochs);

    assertThat(epochs).isPositive();
    assertThat(training.path("runs").path(0).path("state").textValue()).isEqualTo("announced");
  }

  @Test
  void a_picture_of_a_class_is_drawn_anew_from_where_it_lies() throws Exception {
    JsonNode recent =
        browser
            .await("/api/class?name=dog", c -> c.path("recent").size() == 5)
            .path("recent")
            .path(0);

    HttpResponse<byte[]> picture = browser.bytes("/api/image?at=" + recent.path("at").textValue());

    assertThat(recent.path("right").booleanValue()).isFalse();
    assertThat(picture.statusCode()).isEqualTo(200);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.body()));
    assertThat(image.getWidth()).isEqualTo(Picture.SHAPE.width());
    Picture sent =
        LATER.stream()
            .filter(p -> p.id().equals(recent.path("image").textValue()))
            .findFirst()
            .orElseThrow();
    BufferedImage original = ImageIO.read(new ByteArrayInputStream(sent.png()));
    assertThat(image.getRaster().getSample(5, 7, 0))
        .isEqualTo(original.getRaster().getSample(5, 7, 0));
    assertThat(browser.bytes("/api/image?at=0@99999").statusCode()).isEqualTo(404);
    assertThat(browser.bytes("/api/image?at=99@0").statusCode()).isEqualTo(404);
  }

  @Test
  void what_was_refused_is_listed_without_what_it_was() {
    JsonNode rejects =
        browser.await("/api/rejects?service=ingest", r -> r.path("rejects").size() > 0);

    JsonNode reject = rejects.path("rejects").path(0);
    assertThat(reject.path("reason").textValue()).isEqualTo("wrong-media-type");
    assertThat(reject.path("bytes").intValue()).isEqualTo(25);
    assertThat(reject.path("begins").textValue()).startsWith("3c 73 63");
    assertThat(rejects.toString()).doesNotContain("alert(1)");
  }

  @Test
  void what_is_pressed_twice_at_once_is_two_records_and_the_plan_answers() {
    long epoch = browser.json("/api/status").path("plan").path("epoch").longValue();
    String wish =
        "{\"kind\":\"promote\",\"version\":\"%s\",\"reason\":\"ann: try\",\"planEpoch\":%d}"
            .formatted(first.version().value(), epoch);

    var one = CompletableFuture.supplyAsync(() -> browser.ask(TOKEN, wish));
    var other = CompletableFuture.supplyAsync(() -> browser.ask(TOKEN, wish));
    List<String> ids =
        List.of(one.join(), other.join()).stream()
            .filter(answer -> answer.statusCode() == 202)
            .map(answer -> ConsoleClient.json(answer.body()).path("id").textValue())
            .toList();

    system.awaitServing(first.version());
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    assertThat(TestTopics.values(system.kafka(), Topics.OPERATOR_REQUESTS))
        .extracting(OperatorRequest::id)
        .containsAll(ids);
    JsonNode models =
        browser.await(
            "/api/models",
            m ->
                StreamSupport.stream(m.path("requests").spliterator(), false)
                    .anyMatch(
                        r ->
                            ids.contains(r.path("id").textValue())
                                && r.path("state").textValue().equals("done")));
    assertThat(models.path("plan").path("live").textValue()).isEqualTo(first.version().value());
    HttpResponse<byte[]> late = browser.ask(TOKEN, wish);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(ConsoleClient.json(late.body()).path("planEpoch").longValue()).isGreaterThan(epoch);
    eventsTellOfAPause();
  }

  /** Who listens is told what became of a request. */
  private void eventsTellOfAPause() {
    var seen = ConcurrentHashMap.<String>newKeySet();
    var told =
        CompletableFuture.supplyAsync(
            () ->
                browser.events(
                    event -> {
                      if (event.startsWith("status {")) {
                        seen.add("status");
                      } else if (event.contains("\"kind\":\"pause\"")
                          && event.contains("\"state\":\"done\"")) {
                        seen.add("done");
                      }
                      return seen.size() == 2;
                    }));
    long epoch = browser.json("/api/status").path("plan").path("epoch").longValue();

    HttpResponse<byte[]> asked =
        browser.ask(
            TOKEN,
            "{\"kind\":\"pause\",\"reason\":\"ann: wait\",\"planEpoch\":%d}".formatted(epoch));

    assertThat(asked.statusCode()).isEqualTo(202);
    String id = ConsoleClient.json(asked.body()).path("id").textValue();
    List<String> events = told.join();
    assertThat(events)
        .anyMatch(event -> event.contains(id) && event.contains("\"state\":\"done\""));
    assertThat(browser.json("/api/status").path("plan").path("paused").booleanValue()).isTrue();
  }

  private static ClassFrequencies latest(List<Seen<ClassFrequencies>> seen) {
    return seen.get(seen.size() - 1).value();
  }

  private static JsonNode entry(JsonNode models, ModelManifest model) {
    return StreamSupport.stream(models.path("models").spliterator(), false)
        .filter(m -> m.path("version").textValue().equals(model.version().value()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no entry of " + model.version()));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(node -> texts.add(node.textValue()));
    return texts;
  }
}
