package io.longshore.tracker.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.tracker.memory.Written;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeenNamesTest {
  private static final Duration DAY = Duration.ofHours(24);

  /** One name at a time: so many hours later, named by a number. */
  private static Fingerprint name(long number) {
    return new Fingerprint(number * 31, number);
  }

  @Property(tries = 300)
  void it_remembers_what_a_list_of_everything_would_also_when_made_again(
      @ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> numbers,
      @ForAll @Size(max = 300) List<@IntRange(max = 3) Integer> hoursBetween,
      @ForAll @IntRange(min = 1, max = 50) int commitEvery) {
    var written = new Written();
    var names = new SeenNames(DAY);
    Map<Integer, Long> lastCounted = new HashMap<>();
    long hour = 1_000;
    for (int i = 0; i < Math.min(numbers.size(), hoursBetween.size()); i++) {
      hour += hoursBetween.get(i);
      int number = numbers.get(i);
      Long before = lastCounted.get(number);
      boolean isNew = before == null || hour - before > SeenNames.STEPS;

      assertThat(names.isNew(name(number), hour * 3_600_000)).isEqualTo(isNew);

      if (isNew) {
        lastCounted.put(number, hour);
      }
      if (i % commitEvery == 0) {
        names.writeChanges(written);
        names = new SeenNames(DAY);
        written.restore(names);
      }
    }
  }

  @Test
  void many_names_are_each_new_once_and_sixteen_bytes_where_they_are_written() {
    var written = new Written();
    var names = new SeenNames(DAY);
    var fingerprints = new Fingerprints();
    int twice = 0;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 200_000; i++) {
        twice += names.isNew(fingerprints.of("image-" + i), i) ? 0 : 1;
      }
      names.writeChanges(written);
    }

    assertThat(twice).isEqualTo(200_000);
    assertThat(written.bytes()).isEqualTo(16L * 200_000);
  }

  @Test
  void what_left_the_window_is_dropped_where_it_was_written() {
    var written = new Written();
    var names = new SeenNames(DAY);
    for (int hour = 0; hour < 1_000; hour++) {
      for (int i = 0; i < 3_000; i++) {
        names.isNew(name(hour * 3_000L + i), hour * 3_600_000L);
      }
      names.writeChanges(written);
    }

    assertThat(written.size()).isEqualTo(25 * 3);
    assertThat(names.size()).isLessThan(400_000);
  }
}
