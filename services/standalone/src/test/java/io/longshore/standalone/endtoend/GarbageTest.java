package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.standalone.runtime.TestTopics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are no records on every topic; then the work goes on. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class GarbageTest {
  private static final Map<String, String> NO_DRIFT_ALARM =
      Map.of("longshore.tracker.effect-floor", "0.99");
  private static final List<Picture> HELD_OUT = Picture.heldOut(Map.of("ant", 20, "bee", 20));
  private static final List<Picture> STREAM =
      Picture.stream("stream", Map.of("ant", 140, "bee", 60));
  private static final List<Picture> NEW_CLASS = Picture.stream("new", Map.of("dog", 25));

  private TestSystem system;
  private ModelManifest second;
  private final Map<Writer, List<Reject>> rejects = new EnumMap<>(Writer.class);

  @BeforeAll
  void garbage_comes(@TempDir Path data) {
    system = TestSystem.start(data, NO_DRIFT_ALARM);
    system.send(HELD_OUT);
    system.send(STREAM);
    system.awaitServed(Gear.RETRAIN, 0);
    for (Topic<?, ?> topic : Topics.all()) {
      Garbage.write(system.kafka(), topic, Garbage.ofEveryKind(topic));
      Garbage.write(system.kafka(), topic, Garbage.asLargeAsCanBe());
    }
    system.send(NEW_CLASS);
    system.await("the new class to be counted", o -> labels("dog") == NEW_CLASS.size());
    retrain();
    second = system.awaitServed(Gear.RETRAIN, 1);
    system.awaitPredicted(NEW_CLASS);
  }

  private void retrain() {
    try (var writer = system.kafka().promptWriter(Topics.OPERATOR_REQUESTS, "operator")) {
      writer.write(
          "learn-dogs",
          new OperatorRequest.Adapt(
              "learn-dogs", "default", Gear.RETRAIN, "a new class", Instant.now()));
    }
  }

  private long labels(String className) {
    var frequencies = system.seen().frequencies();
    return frequencies
        .get(frequencies.size() - 1)
        .value()
        .classes()
        .getOrDefault(className, ClassFrequency.NONE)
        .labels();
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void every_service_goes_on() throws Exception {
    var ready =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + system.adminPort() + "/health/ready"))
                    .build(),
                BodyHandlers.ofString());

    assertThat(system.broken()).isEmpty();
    assertThat(ready.body()).doesNotContain("broken").doesNotContain("waiting");
    assertThat(ready.statusCode()).isEqualTo(200);
  }

  @Test
  void images_sent_afterwards_are_predicted_once() {
    assertThat(system.seen().imagesPredicted())
        .isEqualTo(HELD_OUT.size() + STREAM.size() + NEW_CLASS.size());
    assertThat(system.seen().unmarkedRepeats()).isZero();
  }

  @Test
  void labels_sent_afterwards_are_counted_exactly() {
    assertThat(labels("ant")).isEqualTo(140);
    assertThat(labels("bee")).isEqualTo(60);
    assertThat(labels("dog")).isEqualTo(25);
  }

  @Test
  void a_label_with_a_new_name_opens_a_class_that_the_next_retrained_model_knows() {
    assertThat(second.classNames()).containsExactly("ant", "bee", "dog");
  }

  /** Who consumes which topic, and so must say what it refused. */
  static Stream<Arguments> consumers() {
    return Stream.of(
        Arguments.of(Writer.SCORER, Topics.IMAGES),
        Arguments.of(Writer.TRACKER, Topics.LABELS),
        Arguments.of(Writer.TRACKER, Topics.ROLLOUTS),
        Arguments.of(Writer.TRACKER, Topics.MODELS),
        Arguments.of(Writer.TRAINER, Topics.LABELS),
        Arguments.of(Writer.ROLLOUT, Topics.OPERATOR_REQUESTS));
  }

  @ParameterizedTest
  @MethodSource("consumers")
  void garbage_goes_whole_to_the_rejects_of_who_read_it(Writer service, Topic<?, ?> topic) {
    List<Reject> rejects = rejects(service, topic);

    assertThat(Garbage.ofEveryKind(topic))
        .allSatisfy(
            garbage ->
                assertThat(rejects)
                    .filteredOn(r -> isWhole(r, garbage))
                    .singleElement()
                    .satisfies(
                        r -> {
                          assertThat(r.service()).isEqualTo(service.service());
                          assertThat(r.reason()).isEqualTo(RejectReason.MALFORMED_RECORD);
                          assertThat(r.message()).isNotBlank();
                        }));
  }

  @ParameterizedTest
  @MethodSource("consumers")
  void of_garbage_as_large_as_a_record_can_be_the_beginning_is_kept(
      Writer service, Topic<?, ?> topic) {
    assertThat(rejects(service, topic))
        .filteredOn(r -> r.message().contains("are kept"))
        .hasSize(Garbage.asLargeAsCanBe().size())
        .allSatisfy(r -> assertThat(r.reason()).isEqualTo(RejectReason.MALFORMED_RECORD));
  }

  private List<Reject> rejects(Writer service, Topic<?, ?> topic) {
    return rejects
        .computeIfAbsent(service, s -> TestTopics.values(system.kafka(), Topics.rejects(s)))
        .stream()
        .filter(r -> r.source().startsWith(topic + "/"))
        .toList();
  }

  private static boolean isWhole(Reject reject, Garbage garbage) {
    byte[] key = Objects.requireNonNullElse(garbage.key(), new byte[0]);
    return Arrays.equals(reject.payload(), garbage.value())
        && Arrays.equals(reject.key(), key)
        && reject.headers().keySet().equals(garbage.headers().keySet())
        && garbage.headers().entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), reject.headers().get(e.getKey())));
  }
}
