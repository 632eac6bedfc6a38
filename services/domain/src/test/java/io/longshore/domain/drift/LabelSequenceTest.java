package io.longshore.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LabelSequenceTest {

  @Property(tries = 20)
  void pairs_are_counted_as_by_comparing_each_label_with_each(
      @ForAll @Size(max = 5_000) List<@IntRange(max = 3) Integer> classes) {
    var order = order(classes);

    long[] pairs = new long[LabelOrder.LAGS];
    long[] agreements = new long[LabelOrder.LAGS];
    for (int i = 0; i < classes.size(); i++) {
      for (int j = i + 1; j < Math.min(classes.size(), i + 1 + LabelOrder.LAGS); j++) {
        pairs[j - i - 1]++;
        agreements[j - i - 1] += classes.get(i).equals(classes.get(j)) ? 1 : 0;
      }
    }
    assertThat(order).isEqualTo(new LabelOrder(classes.size(), pairs, agreements));
  }

  @Property(tries = 100)
  void a_resumed_stream_counts_as_if_it_had_not_been_left(
      @ForAll @Size(max = 900) List<@IntRange(max = 3) Integer> classes,
      @ForAll @IntRange(max = 900) int left) {
    int at = Math.min(left, classes.size());
    var sequence = new LabelSequence();
    classes.subList(0, at).forEach(sequence::add);

    var resumed = LabelSequence.resumed(sequence.order(), sequence.recent());
    classes.subList(at, classes.size()).forEach(resumed::add);

    assertThat(resumed.order()).isEqualTo(order(classes));
  }

  @Test
  void streams_add_up_without_a_pair_between_them() {
    var both = order(List.of(1, 1, 2)).plus(order(List.of(2, 2)));

    assertThat(both.labels()).isEqualTo(5);
    assertThat(both.pairs()).startsWith(3, 1, 0);
    assertThat(both.agreements()).startsWith(2, 0, 0);
    assertThat(both).isEqualTo(order(List.of(2, 2)).plus(order(List.of(1, 1, 2))));
  }

  @Test
  void sums_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> new LabelOrder(3, new long[2], new long[2]))
        .hasMessageContaining("256");
    assertThatThrownBy(
            () -> {
              long[] agreements = new long[LabelOrder.LAGS];
              agreements[4] = 1;
              new LabelOrder(3, new long[LabelOrder.LAGS], agreements);
            })
        .hasMessageContaining("at lag 5 1 of 0 pairs");
    assertThatThrownBy(() -> LabelSequence.resumed(LabelOrder.NONE, new int[] {7}))
        .hasMessageContaining("1 recent classes with an order of 0 labels");
  }

  private static LabelOrder order(List<Integer> classes) {
    var sequence = new LabelSequence();
    classes.forEach(sequence::add);
    return sequence.order();
  }
}
