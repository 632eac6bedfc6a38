package io.longshore.domain.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelsNeededTest {

  @Test
  void as_many_more_images_like_these_show_it() {
    GroupEvidence group = group(100, 100, 1800);

    long more = LabelsNeeded.more(group, 0.05).orElseThrow();

    double times = (2000.0 + more) / 2000;
    long each = Math.round(100 * times);
    assertThat(PairedBets.shows(each, each, Math.round(1800 * times), -0.02, 0.05)).isTrue();
    assertThat(more).isBetween(100L, 10_000L);
  }

  @Test
  void what_is_shown_needs_none() {
    assertThat(LabelsNeeded.more(group(400, 10, 2000), 0.05)).hasValue(0);
  }

  @Test
  void a_group_that_falls_by_more_than_its_margin_will_not_show_it() {
    assertThat(LabelsNeeded.more(group(10, 60, 930), 0.05)).isEmpty();
  }

  @Test
  void nothing_can_be_said_before_the_first_image() {
    assertThat(LabelsNeeded.more(group(0, 0, 0), 0.05)).isEmpty();
  }

  private static GroupEvidence group(long better, long worse, long same) {
    return new GroupEvidence(Optional.empty(), same, better, worse, 0, -1, 1, 0.02);
  }
}
