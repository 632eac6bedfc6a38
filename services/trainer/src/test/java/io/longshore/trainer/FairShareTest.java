package io.longshore.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FairShareTest {
  private long now;
  private final FairShare share = new FairShare(() -> now);

  @Test
  void quick_work_begins_at_once() {
    assertThat(share.mayInterrupt()).isTrue();
  }

  @Test
  void after_quick_work_the_long_work_goes_on_for_as_long() {
    now = 5;
    share.interrupt(() -> now += 10);

    now += 9;
    boolean early = share.mayInterrupt();
    now += 1;

    assertThat(early).isFalse();
    assertThat(share.mayInterrupt()).isTrue();
  }

  @Test
  void however_much_quick_work_comes_the_long_work_has_half_of_the_time() {
    long worked = 0;
    while (now < 10_000) {
      if (share.mayInterrupt()) {
        share.interrupt(() -> now += 30);
      }
      now += 7;
      worked += 7;
    }

    assertThat(worked).isGreaterThanOrEqualTo(now / 2);
  }

  @Test
  void quick_work_that_fails_counts_too() {
    assertThatThrownBy(
            () ->
                share.interrupt(
                    () -> {
                      now += 10;
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(share.mayInterrupt()).isFalse();
  }
}
