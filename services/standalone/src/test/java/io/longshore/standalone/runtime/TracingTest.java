package io.longshore.standalone.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.reject.Reject;
import io.longshore.ingest.IngestServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.scorer.ScorerServiceFactory;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The trace of a request, from its header to the prediction of its image. */
@ExtendWith(SharedBroker.class)
@Timeout(120)
class TracingTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SENDER = "b7ad6b7169203331";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + SENDER + "-01";

  @RegisterExtension static final OpenTelemetryExtension SPANS = OpenTelemetryExtension.create();

  private final KafkaConnection kafka;
  private final Path folder;
  private final ScoringWorld world;

  TracingTest(KafkaConnection kafka, @TempDir Path folder) {
    this.kafka = kafka;
    this.folder = folder;
    this.world = new ScoringWorld(kafka, folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void the_trace_of_a_request_goes_on_to_the_prediction_of_its_image() throws Exception {
    ModelManifest live = live();
    try (var system = new Traced("agent")) {
      system.post(live);

      var image = awaitRecord(Topics.IMAGES);
      var label = awaitRecord(Topics.LABELS);
      var prediction = awaitRecord(Topics.PREDICTIONS);

      SpanData request = awaitSpan("POST /images");
      SpanData batch = awaitSpan("score images");
      SpanData write = awaitSpan("send predictions");
      assertThat(request.getTraceId()).isEqualTo(TRACE);
      assertThat(request.getParentSpanId()).isEqualTo(SENDER);
      assertThat(traceparent(image)).contains(names(request));
      assertThat(traceparent(label)).contains(names(request));
      assertThat(write.getParentSpanId()).isEqualTo(request.getSpanId());
      assertThat(traceparent(prediction)).contains(names(write)).get().asString().contains(TRACE);
      assertThat(batch.getLinks())
          .extracting(link -> link.getSpanContext().getSpanId())
          .containsExactly(request.getSpanId());
      assertThat(write.getLinks())
          .extracting(link -> link.getSpanContext().getSpanId())
          .containsExactly(batch.getSpanId());
    }
  }

  @Test
  void without_tracing_no_record_gets_a_header_and_nothing_is_made() throws Exception {
    ModelManifest live = live();
    try (var system = new Traced("off")) {
      system.post(live);

      assertThat(traceparent(awaitRecord(Topics.IMAGES))).isEmpty();
      assertThat(traceparent(awaitRecord(Topics.LABELS))).isEmpty();
      assertThat(traceparent(awaitRecord(Topics.PREDICTIONS))).isEmpty();
    }
    assertThat(SPANS.getSpans()).isEmpty();
  }

  @Test
  void an_image_that_cannot_be_scored_keeps_its_headers() throws Exception {
    ModelManifest live = live();
    var id = new ImageId("broken");
    var broken =
        new StreamImage(
            id,
            new Image(ImageFormat.PNG, live.recipe().input(), new byte[] {1, 2, 3}),
            new ImageOrigin("test", "unit", Instant.EPOCH, Split.STREAM));
    Topic<String, Reject> rejects = Topics.rejects(Writer.SCORER);
    try (var system = new Traced("off");
        var images = kafka.promptWriter(Topics.IMAGES, "test-images")) {
      assertThat(system.port).isPositive();
      images.await(images.send(id, broken, Map.of("traceparent", TRACEPARENT.getBytes(US_ASCII))));

      Reject reject = await(() -> TestTopics.values(kafka, rejects).stream().findFirst());

      assertThat(reject.headers()).containsKeys("ce_id", "traceparent");
      assertThat(reject.headers().get("traceparent")).isEqualTo(TRACEPARENT.getBytes(US_ASCII));
    }
  }

  private ModelManifest live() {
    ModelManifest live = world.model(1);
    world.plan(live, Optional.empty());
    return live;
  }

  /** As a header of a record says it. */
  private static String names(SpanData span) {
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01";
  }

  private static Optional<String> traceparent(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader("traceparent");
    return Optional.ofNullable(header).map(h -> new String(h.value(), US_ASCII));
  }

  private static SpanData awaitSpan(String name) throws InterruptedException {
    return await(
        () -> SPANS.getSpans().stream().filter(span -> span.getName().equals(name)).findFirst());
  }

  private interface Look<T> {
    Optional<T> now();
  }

  private static <T> T await(Look<T> look) throws InterruptedException {
    Optional<T> seen = look.now();
    while (seen.isEmpty()) {
      Thread.sleep(50);
      seen = look.now();
    }
    return seen.get();
  }

  /** The first record on the topic, headers and all. */
  private ConsumerRecord<byte[], byte[]> awaitRecord(Topic<?, ?> topic)
      throws InterruptedException {
    String name = kafka.names().of(topic);
    try (var consumer = kafka.consumer("test-reads-raw", Map.of())) {
      List<TopicPartition> all =
          IntStream.range(0, consumer.partitionsFor(name).size())
              .mapToObj(p -> new TopicPartition(name, p))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      return await(
          () -> {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
              return Optional.of(record);
            }
            return Optional.empty();
          });
    }
  }

  /** Ingest and a scorer in this process. */
  private final class Traced implements AutoCloseable {
    private final int port;
    private final Launcher launcher;

    Traced(String tracing) throws IOException {
      this.port = freePort();
      Map<String, String> settings = SharedBroker.settings(kafka);
      settings.put("longshore.ingest.http.port", Integer.toString(port));
      settings.put("longshore.data-directory", folder.toString());
      settings.put("longshore.tracing", tracing);
      var ingest = new IngestServiceFactory();
      var scorer = new ScorerServiceFactory();
      this.launcher =
          new Launcher(
              Settings.load(
                  Map.of(),
                  settings,
                  Set.of(ProcessSettings.class, ingest.settings(), scorer.settings())),
              List.of(ingest, scorer),
              Clock.systemUTC(),
              reason -> {});
    }

    private static int freePort() throws IOException {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    void post(ModelManifest live) throws Exception {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/images"))
              .header("Content-Type", "application/vnd.longshore.pixels")
              .header("Longshore-Shape", live.recipe().input().toString())
              .header("Longshore-Label", "class 0")
              .header("traceparent", TRACEPARENT)
              .POST(BodyPublishers.ofByteArray(new byte[live.recipe().input().size()]))
              .build();
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Override
    public void close() {
      launcher.close();
    }
  }
}
