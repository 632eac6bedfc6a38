package io.longshore.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PausesTest {
  private long now;
  private long stalled;
  private final Pauses pauses = new Pauses(() -> now, () -> stalled);

  @Test
  void a_pause_counts_for_a_swap_if_one_was_under_way_at_any_time_in_it() {
    batchAfter(30, 0);
    pauses.swapBegins();
    batchAfter(70, 0);
    pauses.swapEnds();
    batchAfter(60, 0);
    batchAfter(40, 0);

    assertThat(pauses.millisAtSwaps()).isEqualTo(70);
    assertThat(pauses.millisOtherwise()).isEqualTo(40);
  }

  @Test
  void what_the_machine_held_up_in_a_pause_is_not_the_swaps_doing() {
    pauses.swapBegins();
    batchAfter(200, 170);
    batchAfter(60, 0);
    pauses.swapEnds();

    assertThat(pauses.millisAtSwaps()).isEqualTo(200);
    assertThat(pauses.millisOfSwaps()).isEqualTo(60);
  }

  @Test
  void what_the_machine_held_up_at_another_time_excuses_nothing() {
    batchAfter(200, 190);
    pauses.swapBegins();
    batchAfter(80, 0);
    pauses.swapEnds();

    assertThat(pauses.millisOfSwaps()).isEqualTo(80);
    assertThat(pauses.millisOtherwise()).isEqualTo(200);
  }

  @Test
  void a_look_at_memory_and_all_before_the_beginning_do_not_count() {
    pauses.swapBegins();
    batchAfter(90, 0);
    pauses.swapEnds();
    batchAfter(1, 0);
    pauses.begin();
    pauses.ignore();
    batchAfter(300, 0);

    assertThat(pauses.millisAtSwaps()).isZero();
    assertThat(pauses.millisOfSwaps()).isZero();
    assertThat(pauses.millisOtherwise()).isZero();
  }

  private void batchAfter(long millis, long stalledMillis) {
    now += millis * 1_000_000;
    stalled += stalledMillis * 1_000_000;
    pauses.finished();
  }
}
