package io.longshore.scorer.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.Topics;
import io.longshore.scorer.scoring.Arrival;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

class PlainHeadersTest {
  private static final String[] NAMES = {
    "ce_specversion",
    "ce_type",
    "ce_id",
    "ce_source",
    "ce_time",
    "content-type",
    "ce_longshoreunit",
    "ce_longshoresplit",
    "ce_longshoreshape"
  };
  private static final String[] PIECES = {
    "", " ", "0", "x", "Z", "é", "1.0", "image/png", "32x32x3", "holdout", "2026-02-30T00:00:00Z"
  };

  private final RecordReader<ImageId, StreamImage> codec =
      new RecordReader<>(Topics.IMAGES, "scorer", Clock.systemUTC());

  @Property
  void an_image_as_ingest_writes_it_is_read_without_the_codec(
      @ForAll @AlphaChars @StringLength(min = 1, max = 200) String id,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long time,
      @ForAll ImageFormat format) {
    // the 29th of February is left to the codec
    Instant taken = Instant.ofEpochMilli(time);
    boolean leapDay = taken.toString().startsWith("02-29", 5);
    StreamImage image = image(id, new ImageShape(height, width, 3), format, taken);

    Optional<Arrival> plain = PlainHeaders.read(record(image));

    if (!leapDay) {
      assertThat(plain).isPresent();
    }
    plain.ifPresent(
        arrival -> {
          assertThat(arrival.id()).isEqualTo(image.id());
          assertThat(arrival.image()).isEqualTo(image.image());
          assertThat(arrival.location().offset()).isEqualTo(42);
          assertThat(arrival.at()).isEqualTo(Instant.ofEpochMilli(99));
        });
  }

  @Example
  void an_image_of_a_traced_request_is_read_without_the_codec() {
    Encoded encoded =
        Topics.IMAGES
            .value()
            .encode(image("a", new ImageShape(2, 2, 1), ImageFormat.PIXELS, Instant.EPOCH));
    Map<String, byte[]> headers = new HashMap<>(encoded.headers());
    headers.put(
        "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8));
    headers.put("tracestate", "congo=t61rcWkgMzE".getBytes(UTF_8));

    assertThat(PlainHeaders.read(record("a", encoded.bytes(), headers))).isPresent();
  }

  @Property
  void what_is_accepted_the_codec_accepts_with_the_same_meaning(
      @ForAll @IntRange(min = 0, max = 8) int header,
      @ForAll @IntRange(min = 0, max = 10) int piece,
      @ForAll @IntRange(min = 0, max = 30) int cut) {
    StreamImage image =
        image("a", new ImageShape(2, 2, 1), ImageFormat.PIXELS, Instant.ofEpochMilli(5));
    Encoded encoded = Topics.IMAGES.value().encode(image);
    Map<String, byte[]> headers = new HashMap<>(encoded.headers());
    String old = new String(headers.get(NAMES[header]), UTF_8);
    int at = Math.min(cut, old.length());
    headers.put(NAMES[header], (old.substring(0, at) + PIECES[piece]).getBytes(UTF_8));
    ConsumerRecord<byte[], byte[]> record = record("a", encoded.bytes(), headers);

    Optional<Arrival> plain = PlainHeaders.read(record);

    plain.ifPresent(
        arrival ->
            assertThat(codec.read(record))
                .isInstanceOfSatisfying(
                    RecordReader.Outcome.Read.class,
                    read -> {
                      var received = (StreamImage) read.received().value();
                      assertThat(received.id()).isEqualTo(arrival.id());
                      assertThat(received.image()).isEqualTo(arrival.image());
                    }));
  }

  @Example
  void a_key_that_is_another_id_is_left_to_the_codec() {
    Encoded encoded =
        Topics.IMAGES
            .value()
            .encode(image("a", new ImageShape(2, 2, 1), ImageFormat.PIXELS, Instant.EPOCH));

    assertThat(PlainHeaders.read(record("b", encoded.bytes(), encoded.headers()))).isEmpty();
  }

  @Example
  void a_record_without_headers_or_value_is_left_to_the_codec() {
    assertThat(PlainHeaders.read(record("a", new byte[] {1}, Map.of()))).isEmpty();
  }

  private static StreamImage image(String id, ImageShape shape, ImageFormat format, Instant taken) {
    byte[] bytes = new byte[format == ImageFormat.PIXELS ? shape.size() : 10];
    return new StreamImage(
        new ImageId(id),
        new Image(format, shape, bytes),
        new ImageOrigin("camera 7", "session/1", taken, Split.STREAM));
  }

  private static ConsumerRecord<byte[], byte[]> record(StreamImage image) {
    Encoded encoded = Topics.IMAGES.value().encode(image);
    return record(image.id().value(), encoded.bytes(), encoded.headers());
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String key, byte[] value, Map<String, byte[]> headers) {
    var all = new RecordHeaders();
    headers.forEach(all::add);
    byte[] id = key.getBytes(UTF_8);
    return new ConsumerRecord<>(
        "images",
        3,
        42,
        99,
        TimestampType.CREATE_TIME,
        id.length,
        value.length,
        id,
        value,
        all,
        Optional.empty());
  }
}
