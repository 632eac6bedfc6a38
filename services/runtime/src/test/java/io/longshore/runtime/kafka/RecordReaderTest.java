package io.longshore.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.kafka.RecordReader.Outcome;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final byte[] KEY = "run-1".getBytes(UTF_8);
  private static final TrainingEvent EVENT = new TrainingEvent.Failed("run-1", "no labels", NOW);

  private final RecordReader<String, TrainingEvent> reader =
      new RecordReader<>(Topics.TRAINING, "console", CLOCK);

  @Test
  void a_valid_record_is_read_with_its_place() {
    Encoded encoded = Topics.TRAINING.value().encode(EVENT);

    Outcome<String, TrainingEvent> outcome = reader.read(record(KEY, encoded));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Read<>(
                new Received<>("run-1", EVENT, 3, 41, NOW.minusSeconds(1), encoded.headers())));
  }

  @Test
  void a_tombstone_means_that_the_key_is_gone() {
    Outcome<String, TrainingEvent> outcome = reader.read(record(KEY, null, new RecordHeaders()));

    assertThat(outcome).isEqualTo(new Outcome.Gone<>("run-1"));
  }

  @Test
  void garbage_becomes_a_reject_that_keeps_the_record_whole() {
    byte[] garbage = {(byte) 0xff, 0, 1, 2};
    Headers headers = new RecordHeaders().add("trace", KEY);

    Outcome<String, TrainingEvent> outcome = reader.read(record(KEY, garbage, headers));

    Reject reject = reject(outcome);
    assertThat(reject.key()).isEqualTo(KEY);
    assertThat(reject.headers()).containsOnlyKeys("trace");
    assertThat(reject.payload()).isEqualTo(garbage);
    assertThat(reject.source()).isEqualTo("training-events/3@41");
    assertThat(reject.service()).isEqualTo("console");
    assertThat(reject.reason()).isEqualTo(RejectReason.MALFORMED_RECORD);
    assertThat(reject.at()).isEqualTo(NOW);
    assertThat(reject.message()).isNotBlank();
  }

  @Test
  void a_record_without_a_key_is_a_reject() {
    Encoded encoded = Topics.TRAINING.value().encode(EVENT);

    Outcome<String, TrainingEvent> outcome = reader.read(record(null, encoded));

    assertThat(reject(outcome).message()).isEqualTo("the record has no key");
    assertThat(reject(outcome).payload()).isEqualTo(encoded.bytes());
  }

  @Test
  void a_tombstone_without_a_key_is_a_reject_without_payload() {
    Outcome<String, TrainingEvent> outcome = reader.read(record(null, null, new RecordHeaders()));

    assertThat(reject(outcome).payload()).isEmpty();
  }

  @Test
  void a_header_without_a_value_is_as_if_it_were_not_there() {
    Encoded encoded = Topics.TRAINING.value().encode(EVENT);
    Headers headers = headers(encoded).add("trace", null);

    Outcome<String, TrainingEvent> outcome = reader.read(record(KEY, encoded.bytes(), headers));

    assertThat(outcome).isInstanceOf(Outcome.Read.class);
  }

  @Test
  void a_valid_record_that_a_service_cannot_accept_keeps_its_bytes_and_place() {
    Encoded encoded = Topics.TRAINING.value().encode(EVENT);
    var received = new Received<>("run-1", EVENT, 3, 41, NOW);

    Reject reject = reader.reject(received, RejectReason.INVALID_RECORD, "no such run");

    assertThat(reject)
        .isEqualTo(
            new Reject(
                "console",
                RejectReason.INVALID_RECORD,
                "no such run",
                Optional.empty(),
                "training-events/3@41",
                KEY,
                encoded.headers(),
                encoded.bytes(),
                NOW));
  }

  @Test
  void a_valid_record_that_a_service_cannot_accept_keeps_headers_that_are_nothing_to_the_service() {
    Encoded encoded = Topics.TRAINING.value().encode(EVENT);
    Headers headers = headers(encoded).add("traceparent", KEY);
    var read =
        (Outcome.Read<String, TrainingEvent>) reader.read(record(KEY, encoded.bytes(), headers));

    Reject reject = reader.reject(read.received(), RejectReason.INVALID_RECORD, "no such run");

    assertThat(reject.headers()).containsOnlyKeys("longshore-schema", "traceparent");
    assertThat(reject.headers().get("traceparent")).isEqualTo(KEY);
  }

  @Property
  void whatever_lies_on_a_topic_the_reader_does_not_fail(
      @ForAll("topics") Topic<?, ?> topic,
      @ForAll("bytes") byte[] key,
      @ForAll("bytes") byte[] value,
      @ForAll("headers") Headers headers) {
    var anyReader = new RecordReader<>(topic, "console", CLOCK);

    Outcome<?, ?> outcome = anyReader.read(record(key, value, headers));

    assertThat(outcome).isNotNull();
  }

  @Provide
  Arbitrary<Topic<?, ?>> topics() {
    return Arbitraries.of(Topics.all());
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(80);
    Arbitrary<byte[]> text =
        Arbitraries.of(
                "run-1",
                "a/b",
                "0".repeat(64),
                "0".repeat(64) + "/000001",
                "image/png",
                "longshore.training-event/1")
            .map(s -> s.getBytes(UTF_8));
    return Arbitraries.oneOf(noise, text);
  }

  @Provide
  Arbitrary<Headers> headers() {
    Arbitrary<String> names =
        Arbitraries.of(
            "ce_id", "ce_type", "ce_time", "ce_source", "content-type", "longshore-schema", "x");
    return Arbitraries.maps(names, bytes())
        .ofMaxSize(6)
        .map(
            map -> {
              var headers = new RecordHeaders();
              map.forEach(headers::add);
              return headers;
            });
  }

  private static Reject reject(Outcome<String, TrainingEvent> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Unreadable.class);
    return ((Outcome.Unreadable<String, TrainingEvent>) outcome).reject();
  }

  private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, Encoded encoded) {
    return record(key, encoded.bytes(), headers(encoded));
  }

  private static Headers headers(Encoded encoded) {
    var headers = new RecordHeaders();
    encoded.headers().forEach(headers::add);
    return headers;
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return new ConsumerRecord<>(
        "beach.training-events",
        3,
        41,
        NOW.minusSeconds(1).toEpochMilli(),
        TimestampType.CREATE_TIME,
        key == null ? -1 : key.length,
        value == null ? -1 : value.length,
        key,
        value,
        headers,
        Optional.empty());
  }
}
