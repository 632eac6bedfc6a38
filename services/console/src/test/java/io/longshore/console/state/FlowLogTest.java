package io.longshore.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.Records;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FlowLogTest {
  private final FlowLog flow = new FlowLog();

  @Test
  void rates_are_what_was_added_over_the_time_between_two_looks() {
    flow.told(sighting(0, 100));
    flow.told(sighting(4, 140));

    assertThat(flow.points()).hasSize(1);
    assertThat(flow.points().get(0).images()).isEqualTo(10);
    assertThat(flow.points().get(0).labels()).isZero();
  }

  @Test
  void a_topic_made_anew_has_no_negative_rate() {
    flow.told(sighting(0, 100));
    flow.told(sighting(4, 3));

    assertThat(flow.points().get(0).images()).isZero();
  }

  @Test
  void a_group_lags_by_what_lies_before_it_in_all_partitions() {
    var some = new GroupLag.Position(0, 90, 100);
    var none = new GroupLag.Position(1, 105, 100);
    var all = new GroupLag.Position(2, 40, 100);

    assertThat(new GroupLag("g", "t", "stable", 1, List.of(some, none, all)).lag()).isEqualTo(70);
  }

  @Property
  void a_quantile_is_the_smallest_number_that_enough_do_not_exceed(
      @ForAll @Size(min = 1, max = 50) List<Long> sample,
      @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
    long found = new Quantiles(sample).at(share);

    assertThat(sample).contains(found);
    assertThat(sample.stream().filter(x -> x <= found).count())
        .isGreaterThanOrEqualTo((long) Math.ceil(share * sample.size()));
    assertThat(sample.stream().filter(x -> x < found).count())
        .isLessThan((long) Math.ceil(share * sample.size()));
  }

  private static Sighting sighting(long second, long images) {
    var topics = new TreeMap<String, List<Extent>>();
    topics.put("images", List.of(new Extent(0, 0, images)));
    return new Sighting(Records.at(second), topics, List.of(), List.of());
  }
}
