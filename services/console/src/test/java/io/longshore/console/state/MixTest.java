package io.longshore.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.Records;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixTest {
  private final Mix mix = new Mix();

  @Test
  void the_latest_snapshot_is_the_one_of_the_highest_sequence() {
    mix.told(Records.snapshot(2, Map.of("cat", 2L)));
    mix.told(Records.snapshot(1, Map.of("cat", 1L)));

    assertThat(mix.latest().orElseThrow().sequence()).isEqualTo(2);
  }

  @Test
  void a_class_is_as_old_as_its_first_label_if_all_labels_were_read() {
    mix.told(Records.snapshot(1, Map.of("cat", 2L)));
    mix.labelled("cat", Records.at(9));
    mix.labelled("cat", Records.at(5));

    assertThat(mix.firstSeen("cat")).contains(Records.at(5));
    assertThat(mix.firstSeen("dog")).isEmpty();
  }

  @Test
  void if_older_labels_were_not_read_only_classes_that_were_not_there_before_have_an_age() {
    mix.cut();
    mix.told(Records.snapshot(1, Map.of("cat", 2L)));
    mix.labelled("cat", Records.at(5));
    mix.told(Records.snapshot(2, Map.of("cat", 3L, "dog", 1L)));
    mix.labelled("dog", Records.at(6));

    assertThat(mix.firstSeen("cat")).isEmpty();
    assertThat(mix.firstSeen("dog")).contains(Records.at(6));
  }
}
