package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Images: the value is the image's own bytes, so nothing is copied to read one and any Kafka client
 * can save it to a file. Everything else is in headers, named by the <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">
 * CloudEvents Kafka binding</a> in binary mode.
 */
final class ImageCodec implements Codec<StreamImage> {
  static final SchemaId SCHEMA = new SchemaId("io.longshore.image", 1);

  private static final String SPEC_VERSION = "1.0";

  // Every image has these, so they are made once; nobody changes what a record is made of.
  private static final byte[] SPEC_VERSION_BYTES = SPEC_VERSION.getBytes(UTF_8);
  private static final byte[] SCHEMA_BYTES = SCHEMA.bytes();
  private static final Map<ImageFormat, byte[]> MEDIA_TYPES =
      bytesOf(ImageFormat.class, ImageFormat::mediaType);
  private static final Map<Split, byte[]> SPLITS = bytesOf(Split.class, ImageCodec::word);

  @Override
  public Encoded encode(StreamImage value) {
    Image image = value.image();
    ImageOrigin origin = value.origin();
    var headers = new TreeMap<String, byte[]>();
    headers.put("ce_specversion", SPEC_VERSION_BYTES);
    headers.put("ce_type", SCHEMA_BYTES);
    headers.put("ce_id", value.id().value().getBytes(UTF_8));
    headers.put("ce_source", origin.source().getBytes(UTF_8));
    headers.put("ce_time", origin.takenAt().toString().getBytes(UTF_8));
    headers.put("content-type", Objects.requireNonNull(MEDIA_TYPES.get(image.format())));
    headers.put("ce_longshoreunit", origin.unit().getBytes(UTF_8));
    headers.put("ce_longshoresplit", Objects.requireNonNull(SPLITS.get(origin.split())));
    headers.put("ce_longshoreshape", image.shape().toString().getBytes(UTF_8));
    return new Encoded(image.bytes(), headers);
  }

  @Override
  public StreamImage decode(Encoded encoded) {
    var headers = new Headers(SCHEMA, encoded);
    if (!headers.required("ce_specversion").equals(SPEC_VERSION)) {
      throw SCHEMA.malformed(
          "header ce_specversion: only CloudEvents %s is read, not '%s'"
              .formatted(SPEC_VERSION, headers.required("ce_specversion")));
    }
    SCHEMA.check(headers.required("ce_type"), "ce_type");
    ImageId id = headers.required("ce_id", ImageId::new);
    ImageFormat format = headers.required("content-type", ImageCodec::format);
    ImageShape shape = headers.required("ce_longshoreshape", ImageShape::parse);
    String source = headers.required("ce_source");
    String unit = headers.required("ce_longshoreunit");
    Instant takenAt = headers.time("ce_time");
    Split split = headers.required("ce_longshoresplit", ImageCodec::split);
    try {
      return new StreamImage(
          id,
          new Image(format, shape, encoded.bytes()),
          new ImageOrigin(source, unit, takenAt, split));
    } catch (IllegalArgumentException e) {
      throw SCHEMA.malformed("", e);
    }
  }

  private static ImageFormat format(String mediaType) {
    return ImageFormat.ofMediaType(mediaType)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of %s"
                        .formatted(
                            mediaType,
                            Arrays.stream(ImageFormat.values())
                                .map(ImageFormat::mediaType)
                                .toList())));
  }

  private static Split split(String word) {
    return Arrays.stream(Split.values())
        .filter(split -> word(split).equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("'" + word + "' is neither stream nor holdout"));
  }

  private static <E extends Enum<E>> Map<E, byte[]> bytesOf(
      Class<E> type, Function<E, String> text) {
    var all = new EnumMap<E, byte[]>(type);
    for (E constant : type.getEnumConstants()) {
      all.put(constant, text.apply(constant).getBytes(UTF_8));
    }
    return all;
  }

  private static String word(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }
}
