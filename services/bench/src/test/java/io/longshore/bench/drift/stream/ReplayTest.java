package io.longshore.bench.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.bench.drift.LabelStream;
import io.longshore.bench.drift.stream.Replay.Step;
import io.longshore.domain.drift.DesignEffect;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final LocalDate BEGIN = LocalDate.of(2000, 1, 1);
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final double[] BEFORE = {6, 3, 1};
  private static final double[] AFTER = {2, 2, 6};

  @Test
  void an_alarm_comes_soon_after_each_change_and_the_reference_is_set_anew() {
    var stream = months(BEFORE, AFTER, BEFORE);

    List<LocalDate> alarms = alarms(stream);

    assertThat(alarms).hasSize(2);
    assertThat(alarms.get(0)).isBetween(BEGIN.plusMonths(36), BEGIN.plusMonths(48));
    assertThat(alarms.get(1)).isBetween(BEGIN.plusMonths(72), BEGIN.plusMonths(84));
  }

  @Test
  void a_stream_that_does_not_change_has_none() {
    assertThat(alarms(months(BEFORE, BEFORE, BEFORE))).isEmpty();
  }

  @Test
  void a_shuffled_copy_has_none() {
    var shuffled = months(BEFORE, AFTER, BEFORE).shuffled(new SplittableRandom(5));

    assertThat(alarms(shuffled)).isEmpty();
  }

  @Test
  void a_detector_that_always_fires_does_so_whenever_a_reference_is_there() {
    var steps = new Replay(months(BEFORE, BEFORE), 12).run(sessions -> look -> true);

    assertThat(steps).allMatch(Step::alarm);
    assertThat(steps).extracting(Step::session).containsExactly(12, 24, 36, 48, 60);
  }

  @Test
  void a_reference_as_long_as_the_stream_is_refused() {
    assertThatThrownBy(() -> new Replay(months(BEFORE), 36))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("36 sessions in a stream of 36");
  }

  @Test
  void sessions_of_independent_labels_are_worth_their_labels() {
    var effect = SessionEffect.of(months(BEFORE).sessions(), 3);

    assertThat(effect.value()).isBetween(1.0, 1.4);
  }

  @Test
  void sessions_of_a_single_class_each_are_worth_one_unit() {
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      sessions.add(new Session(BEGIN.plusMonths(i), new int[] {i % 2, i % 2, i % 2, i % 2}));
    }

    var effect = SessionEffect.of(sessions, 2);

    assertThat(effect.value()).isBetween(4.0, 4.2);
    assertThat(SessionEffect.of(months(new double[] {1, 0, 0}).sessions(), 3))
        .isEqualTo(DesignEffect.NONE);
  }

  @Test
  void a_turnover_is_found_within_it_or_a_year_after() {
    var turnover = new Turnover(LocalDate.of(1990, 1, 1), LocalDate.of(1990, 6, 30));

    assertThat(turnover.foundOn(List.of(LocalDate.of(1989, 12, 31)))).isEmpty();
    assertThat(turnover.foundOn(List.of(LocalDate.of(1991, 6, 30), LocalDate.of(1991, 6, 1))))
        .contains(LocalDate.of(1991, 6, 30));
    assertThat(turnover.foundOn(List.of(LocalDate.of(1991, 7, 1)))).isEmpty();
  }

  private static List<LocalDate> alarms(DatedStream stream) {
    return new Replay(stream, 12)
        .run(sessions -> new SessionWatch(sessions, NAMES, 0.01, 0.05)).stream()
            .filter(Step::alarm)
            .map(Step::date)
            .toList();
  }

  /** Three years of each mix, a hundred labels a month. */
  private static DatedStream months(double[]... mixes) {
    var random = new SplittableRandom(11);
    List<Session> sessions = new ArrayList<>();
    for (double[] mix : mixes) {
      var labels = new LabelStream(mix, 1, random.split());
      for (int month = 0; month < 36; month++) {
        int[] drawn = new int[100];
        Arrays.setAll(drawn, i -> labels.next());
        sessions.add(new Session(BEGIN.plusMonths(sessions.size()), drawn));
      }
    }
    return new DatedStream("letters", NAMES, sessions, 0);
  }
}
