package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longshore.domain.reject.RejectReason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaHeaderTest {
  private static final byte[] LABEL = ExampleRecords.LABEL.encoded().bytes();

  @Test
  void a_record_without_a_schema_is_refused() {
    var bare = new Encoded(LABEL, Map.of());

    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> Topics.LABELS.value().decode(bare))
        .withMessage("label.v1: header longshore-schema is missing")
        .extracting(MalformedRecordException::reason)
        .isEqualTo(RejectReason.MALFORMED_RECORD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prediction.v1", "prediction.v2", "label", "label.v", "label.v0", "label.v01", ""})
  void a_record_of_another_schema_is_refused(String schema) {
    var other = new Encoded(LABEL, Map.of("longshore-schema", schema.getBytes(UTF_8)));

    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> Topics.LABELS.value().decode(other))
        .withMessageContaining("'" + schema + "' where label.v1 is expected")
        .extracting(MalformedRecordException::reason)
        .isEqualTo(RejectReason.MALFORMED_RECORD);
  }

  @Test
  void a_schema_that_is_no_text_is_refused() {
    var broken = new Encoded(LABEL, Map.of("longshore-schema", new byte[] {(byte) 0xff}));

    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> Topics.LABELS.value().decode(broken))
        .withMessage("label.v1: header longshore-schema is not UTF-8 text");
  }

  @Test
  void an_older_version_that_is_no_longer_read_is_refused_as_malformed() {
    var reader = new SchemaId("label", 3);

    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> reader.check("label.v2", "longshore-schema"))
        .withMessage("label.v2 is older than this reader (label.v3) and no longer read");
  }
}
