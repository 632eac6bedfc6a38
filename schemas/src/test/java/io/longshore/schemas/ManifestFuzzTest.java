package io.longshore.schemas;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A manifest of a model is read before its signature is looked at: anybody may have made it. */
class ManifestFuzzTest {
  private static final ExampleRecord<?, ?> EXAMPLE =
      ExampleRecords.ALL.stream()
          .filter(example -> example.topic().equals(Topics.MODELS))
          .findFirst()
          .orElseThrow();

  static Stream<byte[]> examples() {
    return Stream.of(EXAMPLE.encoded().bytes());
  }

  @MethodSource("examples")
  @FuzzTest(maxDuration = "60s")
  void any_bytes_are_a_manifest_or_a_malformed_record(byte @NotNull [] bytes) {
    RecordFuzzTest.readAndWrite(EXAMPLE.topic(), new Encoded(bytes, EXAMPLE.encoded().headers()));
  }
}
