package io.longshore.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes lie on a topic, reading them ends in a value or in a refusal, and a value can be
 * written and read again. The test is led to new branches of the code by their coverage when
 * JAZZER_FUZZ is set; otherwise it runs on the examples and on what was once found.
 */
class RecordFuzzTest {
  private static final int TOPICS = 32;
  private static final List<ExampleRecord<?, ?>> EXAMPLES = ExampleRecords.ALL;

  static Stream<Arguments> examples() {
    return Stream.iterate(0, i -> i + 1)
        .limit(EXAMPLES.size())
        .map(i -> Arguments.of(i, EXAMPLES.get(i).encoded().bytes()));
  }

  @MethodSource("examples")
  @FuzzTest(maxDuration = "60s")
  void any_bytes_are_a_value_or_a_malformed_record(
      @InRange(min = 0, max = TOPICS - 1) int which, byte @NotNull [] bytes) {
    ExampleRecord<?, ?> example = EXAMPLES.get(which % EXAMPLES.size());

    readAndWrite(example.topic(), new Encoded(bytes, example.encoded().headers()));
  }

  static <K, V> void readAndWrite(Topic<K, V> topic, Encoded encoded) {
    V value;
    try {
      value = topic.value().decode(encoded);
    } catch (MalformedRecordException refused) {
      assertThat(refused).hasMessageContaining(":");
      return;
    }
    assertThat(topic.value().decode(topic.value().encode(value))).isEqualTo(value);
  }
}
