package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import io.longshore.tracker.TrackerServiceFactory;
import io.longshore.tracker.TrackerSettings;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Instances of one tracker that share its partitions and stand in for each other. */
@ExtendWith(SharedBroker.class)
@Timeout(180)
class TwoTrackersTest {
  private static final HttpClient FOLLOWING =
      HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
  private static final HttpClient STAYING = HttpClient.newHttpClient();

  private final KafkaConnection kafka;
  private final Path folder;
  private final Map<String, Launcher> running = new HashMap<>();
  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private final Truth truth = new Truth();

  TwoTrackersTest(KafkaConnection kafka, @TempDir Path folder) {
    this.kafka = kafka;
    this.folder = folder;
  }

  @AfterEach
  void stop() {
    running.values().forEach(Launcher::close);
  }

  @Test
  void they_share_the_partitions_and_either_goes_on_exactly_where_the_other_stopped()
      throws Exception {
    start("west");
    start("east");
    send(0, 300);
    assertCountedExactly("west");
    assertCountedExactly("east");

    String owner = theOneThatCounts();
    String other = owner.equals("west") ? "east" : "west";
    stop(owner);
    send(200, 500);
    assertCountedExactly(other);

    start(owner);
    send(400, 700);
    assertCountedExactly(owner);
    assertCountedExactly(other);

    stop(owner);
    send(600, 900);
    assertCountedExactly(other);
    assertThat(statusOf(other)).isEqualTo(200);
    assertThat(broken).isEmpty();
  }

  /** Once both are told who it is: it answers, and the other sends there. */
  private String theOneThatCounts() throws Exception {
    while (true) {
      List<Integer> answers = List.of(statusOf("west"), statusOf("east"));
      if (answers.contains(200) && answers.contains(307)) {
        return answers.get(0) == 200 ? "west" : "east";
      }
      Thread.sleep(50);
    }
  }

  /** Images come again in what is sent next; a unit has images on all partitions. */
  private void send(int from, int to) {
    try (TopicWriter<ImageId, Label> labels = kafka.promptWriter(Topics.LABELS, "test")) {
      for (int number = from; number < to; number++) {
        var image = new ImageId("image-" + number);
        String className = "class-" + number % 7;
        String unit = "unit-" + number / 35;
        labels.write(
            image,
            new Label(
                image,
                className,
                new ImageLocation(0, number),
                unit,
                Split.STREAM,
                Clock.systemUTC().instant()));
        truth.add(image.value(), className, unit);
      }
    }
  }

  private void assertCountedExactly(String instance) throws Exception {
    JsonNode counted = await(instance);
    assertThat(counted.at("/labels").asLong()).isEqualTo(truth.images.size());
    assertThat(counted.at("/units").asLong()).isEqualTo(truth.units.size());
    truth.byClass.forEach(
        (name, images) ->
            assertThat(counted.at("/classes/" + name + "/labels").asLong()).isEqualTo(images));
  }

  /** What is counted once every record is contained. */
  private JsonNode await(String instance) throws Exception {
    while (true) {
      assertThat(broken).isEmpty();
      Optional<JsonNode> counted = counted(instance);
      if (counted.isPresent() && records(counted.get()) == truth.records) {
        return counted.get();
      }
      Thread.sleep(50);
    }
  }

  private static long records(JsonNode counted) {
    return StreamSupport.stream(counted.path("offsets").spliterator(), false)
        .mapToLong(JsonNode::asLong)
        .sum();
  }

  private Optional<JsonNode> counted(String instance) throws Exception {
    HttpResponse<String> answer;
    try {
      answer = ask(FOLLOWING, instance);
    } catch (ConnectException e) {
      return Optional.empty(); // sent to an instance that is gone, as it was not known yet
    }
    if (answer.statusCode() == 503 || answer.statusCode() == 307) {
      return Optional.empty(); // being handed over: nobody has it, or one was told before the other
    }
    assertThat(answer.statusCode()).isEqualTo(200);
    return Optional.of(new ObjectMapper().readTree(answer.body()));
  }

  private int statusOf(String instance) throws Exception {
    return ask(STAYING, instance).statusCode();
  }

  private HttpResponse<String> ask(HttpClient client, String instance) throws Exception {
    URI page =
        URI.create(
            "http://127.0.0.1:"
                + Objects.requireNonNull(running.get(instance)).adminPort()
                + "/frequencies");
    return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
  }

  private void stop(String instance) {
    Objects.requireNonNull(running.remove(instance)).close();
  }

  private void start(String instance) {
    Map<String, String> settings = SharedBroker.settings(kafka);
    settings.put("kafka.num.standby.replicas", "1");
    settings.put("longshore.instance", instance);
    settings.put("longshore.data-directory", folder.resolve(instance).toString());
    settings.put("longshore.tracker.emit-interval", "PT0.2S");
    var factory = new TrackerServiceFactory();
    running.put(
        instance,
        new Launcher(
            Settings.load(Map.of(), settings, Set.of(ProcessSettings.class, TrackerSettings.class)),
            List.of(factory),
            Clock.systemUTC(),
            broken::add));
  }

  /** What must have been counted. */
  private static final class Truth {
    private final Set<String> images = new HashSet<>();
    private final Set<String> units = new HashSet<>();
    private final Map<String, Long> byClass = new HashMap<>();
    private long records;

    void add(String image, String className, String unit) {
      records++;
      if (images.add(image)) {
        byClass.merge(className, 1L, Long::sum);
        units.add(className + " " + unit);
      }
    }
  }
}
