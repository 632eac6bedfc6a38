package io.longshore.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.drift.ClassShift;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.MissingMass;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrequencyMetersTest {
  private static final double QUIET = 2;
  private static final double THRESHOLD = 4.6;
  private static final double ALARMING = 5;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FrequencyMeters meters = new FrequencyMeters(registry);

  @Test
  void classes_of_equal_share_are_as_many_as_there_are() {
    meters.published(frequencies(Map.of("a", 5.0, "b", 5.0, "c", 5.0, "d", 5.0), List.of()), 0);

    assertThat(value("longshore.tracker.classes.seen")).isEqualTo(4);
    assertThat(value("longshore.tracker.classes.effective")).isCloseTo(4, within(1e-9));
    assertThat(value("longshore.tracker.head.tail.ratio")).isEqualTo(1);
  }

  @Test
  void a_long_tail_has_fewer_effective_classes_than_names() {
    meters.published(frequencies(Map.of("a", 98.0, "b", 1.0, "c", 1.0), List.of()), 0);

    assertThat(value("longshore.tracker.classes.effective")).isBetween(1.0, 1.2);
    assertThat(value("longshore.tracker.head.tail.ratio")).isEqualTo(98);
  }

  @Test
  void before_anything_came_there_is_nothing() {
    assertThat(value("longshore.tracker.classes.effective")).isZero();
    assertThat(value("longshore.tracker.head.tail.ratio")).isZero();
    assertThat(value("longshore.tracker.drift.alarm")).isZero();
  }

  @Test
  void of_a_thousand_classes_that_moved_twenty_have_rows_and_old_rows_go_away() {
    meters.published(frequencies(Map.of(), shifts("old")), 10_000);
    meters.published(frequencies(Map.of(), shifts("new")), 20_000);

    assertThat(registry.find("longshore.tracker.moved.class.share").meters())
        .hasSize(20)
        .extracting(Meter::getId)
        .extracting(id -> id.getTag("class"))
        .allMatch(name -> name != null && name.startsWith("new"));
  }

  @Test
  void rows_are_not_written_again_at_every_snapshot() {
    meters.published(frequencies(Map.of(), shifts("old")), 10_000);
    meters.published(frequencies(Map.of(), shifts("new")), 10_500);

    assertThat(registry.find("longshore.tracker.moved.class.share").meters())
        .allMatch(meter -> String.valueOf(meter.getId().getTag("class")).startsWith("old"));
  }

  @Test
  void what_an_alarm_rests_on_is_shown_at_once_and_for_half_a_minute() {
    meters.published(frequencies(Map.of(), shifts("before")), 10_000);
    meters.published(frequencies(Map.of(), shifts("alarm"), ALARMING), 10_500);
    assertThat(firstThatMoved()).startsWith("alarm");

    meters.published(frequencies(Map.of(), List.of()), 11_000); // a head has answered it
    meters.published(frequencies(Map.of(), List.of()), 40_000);
    assertThat(firstThatMoved()).startsWith("alarm");

    meters.published(frequencies(Map.of(), List.of()), 40_500);
    assertThat(registry.find("longshore.tracker.moved.class.share").meters()).isEmpty();
  }

  @Test
  void an_alarm_that_stands_is_followed_like_anything_else() {
    meters.published(frequencies(Map.of(), shifts("first"), ALARMING), 10_000);
    meters.published(frequencies(Map.of(), shifts("later"), ALARMING), 40_000);
    meters.published(frequencies(Map.of(), shifts("last"), ALARMING), 45_000);

    assertThat(firstThatMoved()).startsWith("last");
  }

  private String firstThatMoved() {
    return String.valueOf(
        registry
            .get("longshore.tracker.moved.class.share")
            .tag("rank", "1")
            .gauge()
            .getId()
            .getTag("class"));
  }

  private double value(String name) {
    return registry.get(name).gauge().value();
  }

  private static List<ClassShift> shifts(String name) {
    return IntStream.range(0, 1_000).mapToObj(i -> new ClassShift(name + i, 0.1, 0.2)).toList();
  }

  private static ClassFrequencies frequencies(Map<String, Double> mix, List<ClassShift> shifts) {
    return frequencies(mix, shifts, QUIET);
  }

  private static ClassFrequencies frequencies(
      Map<String, Double> mix, List<ClassShift> shifts, double logE) {
    var classes = new TreeMap<String, ClassFrequency>();
    mix.forEach((name, units) -> classes.put(name, new ClassFrequency(1, 1, units)));
    var evidence =
        new DriftEvidence(
            Optional.empty(),
            10,
            1,
            logE,
            new TreeMap<>(),
            List.of(),
            THRESHOLD,
            0.1,
            0.05,
            0.05,
            shifts,
            MissingMass.UNKNOWN,
            List.of(),
            0,
            0);
    return new ClassFrequencies("default", 1, classes, evidence, new TreeMap<>(), Instant.EPOCH);
  }
}
