package io.longshore.trainer.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.model.OffsetRange;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetentionTest {

  @Property
  void the_first_missing_offset_is_the_first_needed_one_that_is_not_there(
      @ForAll @IntRange(max = 20) int from,
      @ForAll @IntRange(max = 20) int length,
      @ForAll @IntRange(max = 20) int begin,
      @ForAll @IntRange(max = 20) int kept) {
    var needed = new OffsetRange(from, from + length);
    var there = new OffsetRange(begin, begin + kept);

    var missing = Retention.missing(needed, there);

    assertThat(missing.stream().toList())
        .isEqualTo(
            LongStream.range(from, from + length)
                .filter(offset -> offset < begin || offset >= begin + kept)
                .limit(1)
                .boxed()
                .toList());
  }

  @Example
  void a_partition_that_does_not_exist_is_named() {
    assertThatThrownBy(() -> Retention.check("labels", Map.of(4, new OffsetRange(2, 9)), Map.of()))
        .isInstanceOf(NotReproducibleException.class)
        .hasMessageStartingWith("topic labels, partition 4: the first missing offset is 2.");
  }

  @Example
  void what_is_there_whole_is_not_refused() {
    Retention.check("labels", Map.of(0, new OffsetRange(2, 9)), Map.of(0, new OffsetRange(0, 9)));
  }
}
