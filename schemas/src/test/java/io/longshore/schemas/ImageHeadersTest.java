package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.reject.RejectReason;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeadersTest {
  private static final Encoded IMAGE = ExampleRecords.IMAGE.encoded();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce_specversion",
        "ce_type",
        "ce_id",
        "ce_source",
        "ce_time",
        "content-type",
        "ce_longshoreunit",
        "ce_longshoresplit",
        "ce_longshoreshape"
      })
  void an_image_without_a_header_or_with_one_that_is_no_text_is_refused(String header) {
    var missing = new TreeMap<>(IMAGE.headers());
    missing.remove(header);
    var broken = new TreeMap<>(IMAGE.headers());
    broken.put(header, new byte[] {'a', (byte) 0xc3, 'b'});

    assertRefused(
        new Encoded(IMAGE.bytes(), missing),
        "io.longshore.image.v1: header " + header + " is missing");
    assertRefused(
        new Encoded(IMAGE.bytes(), broken),
        "io.longshore.image.v1: header " + header + " is not UTF-8 text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ce_specversion|0.3|header ce_specversion: only CloudEvents 1.0 is read, not '0.3'",
        "ce_id|two words|header ce_id: image id 'two words' must be",
        "ce_time|yesterday|header ce_time: 'yesterday' is not an RFC 3339 time",
        "ce_time|2026-11-22T08:30:00|is not an RFC 3339 time",
        "content-type|image/gif|header content-type: 'image/gif' is none of [image/jpeg, image/png",
        "ce_longshoresplit|train|header ce_longshoresplit: 'train' is neither stream nor holdout",
        "ce_longshoreshape|2x1|header ce_longshoreshape: shape '2x1' is not of the form",
        "ce_longshoreshape|2x1x4|header ce_longshoreshape: an image has positive height",
        "ce_longshoreshape|2x2x3|raw pixels of shape 2x2x3 are 12 bytes, not 6",
        "ce_longshoreunit|' '|source and unit cannot be blank",
        "ce_source|' '|source and unit cannot be blank"
      })
  void an_image_with_a_wrong_header_is_refused(String header, String text, String message) {
    assertRefused(imageWith(header, text), message);
  }

  @Test
  void an_image_without_bytes_is_refused() {
    var empty = new Encoded(new byte[0], IMAGE.headers());

    assertRefused(empty, "io.longshore.image.v1: an image cannot be empty");
  }

  @Test
  void an_image_of_a_newer_type_is_refused_as_newer() {
    Encoded newer = imageWith("ce_type", "io.longshore.image.v2");

    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> Topics.IMAGES.value().decode(newer))
        .withMessage(
            "io.longshore.image.v2 is newer than this reader (io.longshore.image.v1):"
                + " upgrade this service")
        .extracting(MalformedRecordException::reason)
        .isEqualTo(RejectReason.NEWER_SCHEMA);
  }

  @Test
  void an_event_of_another_type_is_refused() {
    assertRefused(
        imageWith("ce_type", "com.example.order.v1"),
        "header ce_type says 'com.example.order.v1' where io.longshore.image.v1 is expected");
  }

  @Test
  void what_another_cloud_events_client_writes_is_read() {
    var headers = new TreeMap<>(imageWith("content-type", "IMAGE/PNG; q=1").headers());
    headers.put("ce_time", "2026-11-22T09:30:00.5+01:00".getBytes(UTF_8));
    headers.put("ce_subject", "unknown to us".getBytes(UTF_8));

    StreamImage image = Topics.IMAGES.value().decode(new Encoded(IMAGE.bytes(), headers));

    assertThat(image.image().format()).isEqualTo(ImageFormat.PNG);
    assertThat(image.origin().takenAt()).isEqualTo(Instant.parse("2026-11-22T08:30:00.5Z"));
  }

  private static Encoded imageWith(String header, String text) {
    var headers = new TreeMap<>(IMAGE.headers());
    headers.put(header, text.getBytes(UTF_8));
    return new Encoded(IMAGE.bytes(), headers);
  }

  private static void assertRefused(Encoded encoded, String message) {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> Topics.IMAGES.value().decode(encoded))
        .withMessageContaining(message)
        .extracting(MalformedRecordException::reason)
        .isEqualTo(RejectReason.MALFORMED_RECORD);
  }
}
