package io.longshore.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final List<String> told = new ArrayList<>();
  private final Health health = new Health(told::add);

  @Test
  void a_process_without_parts_lives_but_is_not_ready() {
    assertThat(health.isLive()).isTrue();
    assertThat(health.isReady()).isFalse();
  }

  @Test
  void a_process_is_ready_when_all_its_parts_are() {
    health.waiting("scorer", "no model yet");
    health.ready("ingest");
    boolean before = health.isReady();

    health.ready("scorer");

    assertThat(before).isFalse();
    assertThat(health.isReady()).isTrue();
  }

  @Test
  void a_ready_part_may_wait_again() {
    health.ready("scorer");

    health.waiting("scorer", "model withdrawn");

    assertThat(health.isReady()).isFalse();
    assertThat(health.isLive()).isTrue();
    assertThat(health.of("scorer")).contains(new Health.State.Waiting("model withdrawn"));
  }

  @Test
  void a_better_reason_is_told_of_a_part_that_waits_and_of_no_other() {
    health.waiting("tracker", "partitions are being assigned");
    health.stillWaiting("tracker", "counts are read back");
    health.ready("scorer");

    health.stillWaiting("scorer", "too late");
    health.stillWaiting("trainer", "never heard of");

    assertThat(health.inWords()).isEqualTo("scorer: ready\ntracker: waiting, counts are read back");
  }

  @Test
  void a_broken_part_never_recovers() {
    health.ready("ingest");
    health.broken("scorer", "out of memory");

    health.ready("scorer");
    health.waiting("scorer", "trying");

    assertThat(health.isLive()).isFalse();
    assertThat(health.isReady()).isFalse();
    assertThat(health.of("scorer")).contains(new Health.State.Broken("out of memory"));
  }

  @Test
  void a_break_is_told_once_a_part() {
    health.broken("scorer", "out of memory");

    health.broken("scorer", "and again");
    health.broken("ingest", "port lost");

    assertThat(told).containsExactly("scorer: out of memory", "ingest: port lost");
  }

  @Test
  void in_words_there_is_a_line_a_part() {
    health.ready("ingest");
    health.waiting("scorer", "no model yet");
    health.broken("tracker", "bug");

    String words = health.inWords();

    assertThat(words)
        .isEqualTo("ingest: ready\nscorer: waiting, no model yet\ntracker: broken, bug");
  }
}
