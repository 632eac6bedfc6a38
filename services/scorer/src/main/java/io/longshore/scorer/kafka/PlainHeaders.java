package io.longshore.scorer.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageShape;
import io.longshore.scorer.scoring.Arrival;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of images that are written as ingest writes them, byte by byte and in one pass.
 * Whatever is written in any other way is left to the codec, which knows all that is allowed and
 * can say what is wrong; so everything accepted here, the codec accepts with the same meaning.
 */
final class PlainHeaders {
  private static final byte[] SPEC_VERSION = bytes("1.0");
  private static final byte[] TYPE = bytes("io.longshore.image.v1");
  private static final byte[] STREAM = bytes("stream");
  private static final byte[] HOLDOUT = bytes("holdout");
  private static final ImageFormat[] FORMATS = ImageFormat.values();
  private static final byte[][] MEDIA_TYPES =
      Arrays.stream(FORMATS).map(format -> bytes(format.mediaType())).toArray(byte[][]::new);

  private byte @Nullable [] id;
  private @Nullable ImageFormat format;
  private @Nullable ImageShape shape;
  private int others; // one bit for each of the rest that is there and plain

  private static final int ALL_OTHERS = 0b111111;

  private PlainHeaders() {}

  /** The image of a record; empty if the codec has to look at it. */
  static Optional<Arrival> read(ConsumerRecord<byte[], byte[]> record) {
    var headers = new PlainHeaders();
    for (Header header : record.headers()) {
      if (header.value() == null || !headers.accept(header.key(), header.value())) {
        return Optional.empty();
      }
    }
    return headers.arrival(record);
  }

  private boolean accept(String key, byte[] value) {
    switch (key) {
      case "ce_id" -> id = value;
      case "content-type" -> format = format(value);
      case "ce_longshoreshape" -> shape = ShapeText.read(value);
      case "ce_specversion" -> other(0, Arrays.equals(value, SPEC_VERSION));
      case "ce_type" -> other(1, Arrays.equals(value, TYPE));
      case "ce_source" -> other(2, isPlainText(value));
      case "ce_longshoreunit" -> other(3, isPlainText(value));
      case "ce_longshoresplit" ->
          other(4, Arrays.equals(value, STREAM) || Arrays.equals(value, HOLDOUT));
      case "ce_time" -> other(5, TimeText.isPlain(value));
      case "traceparent", "tracestate" -> {
        return true; // of the request that brought the image, and nothing of the image itself
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void other(int bit, boolean plain) {
    others = plain ? others | (1 << bit) : others & ~(1 << bit);
  }

  private Optional<Arrival> arrival(ConsumerRecord<byte[], byte[]> record) {
    byte[] bytes = record.value();
    byte[] name = id;
    ImageFormat coding = format;
    ImageShape size = shape;
    if (others != ALL_OTHERS
        || name == null
        || coding == null
        || size == null
        || bytes == null
        || bytes.length == 0
        || (coding == ImageFormat.PIXELS && bytes.length != size.size())
        || !Arrays.equals(name, record.key())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Arrival(
              new ImageId(new String(name, US_ASCII)),
              new Image(coding, size, bytes),
              new ImageLocation(record.partition(), record.offset()),
              Instant.ofEpochMilli(record.timestamp())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable ImageFormat format(byte[] value) {
    for (int f = 0; f < FORMATS.length; f++) {
      if (Arrays.equals(value, MEDIA_TYPES[f])) {
        return FORMATS[f];
      }
    }
    return null;
  }

  /** Visible ASCII, with spaces between. */
  private static boolean isPlainText(byte[] value) {
    for (byte b : value) {
      if (b < ' ' || b > '~') {
        return false;
      }
    }
    return value.length > 0 && value[0] != ' ';
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
