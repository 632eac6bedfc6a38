package io.longshore.tracker.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.drift.LabelOrder;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.domain.image.Split;
import io.longshore.tracker.label.ClassAdditions;
import io.longshore.tracker.label.ClassLabels;
import io.longshore.tracker.label.Fingerprints;
import io.longshore.tracker.label.LabelBatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountingTest {
  private final TrackedStream stream =
      new TrackedStream(Map.of("half-life-units", "40", "emit-every-labels", "10"));

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void every_image_is_counted_once_however_often_it_is_labelled() {
    var random = new Random(5);
    var truth = new HashMap<String, Long>();
    for (int i = 0; i < 300; i++) {
      String className = "class-" + (int) (4 * Math.pow(random.nextDouble(), 3));
      truth.merge(className, 1L, Long::sum);
      for (int times = 0; times <= i % 3; times++) {
        stream.label("image-" + i, className, "image-" + i);
      }
    }

    ClassFrequencies counts = stream.counts();

    assertThat(counts.labels()).isEqualTo(300);
    assertThat(counts.classes()).hasSameSizeAs(truth);
    counts
        .classes()
        .forEach(
            (name, count) ->
                assertThat(count)
                    .as(name)
                    .extracting(ClassFrequency::labels, ClassFrequency::units)
                    .containsExactly(truth.get(name), truth.get(name)));
  }

  @Test
  void what_came_only_now_is_not_worth_a_commit_yet() {
    var justBefore = Duration.ofMillis(80);
    stream.later(justBefore);
    stream.label("image", "cat", "image", Split.STREAM, TrackedStream.START.plus(justBefore));
    stream.later(Duration.ofMillis(30));
    int atOnce = stream.passedOn();
    stream.later(Duration.ofMillis(100));

    assertThat(atOnce).isZero();
    assertThat(stream.passedOn()).isEqualTo(1);
  }

  @Test
  void the_first_label_of_an_image_counts_and_not_a_second_opinion() {
    stream.label("image", "cat", "image");
    stream.label("image", "dog", "image");

    assertThat(stream.counts().classes()).containsOnlyKeys("cat");
  }

  @Test
  void an_image_labelled_again_after_the_window_counts_again() {
    stream.label("image", "cat", "image");
    stream.later(Duration.ofHours(24));
    stream.label("image", "cat", "image");
    stream.later(Duration.ofHours(26));
    stream.label("image", "cat", "image");

    assertThat(stream.counts().labels()).isEqualTo(2);
  }

  @Test
  void late_labels_count_once_like_any_other() {
    stream.label("today", "cat", "today");
    var lastWeek = TrackedStream.START.minus(Duration.ofDays(7));
    stream.label("late", "cat", "late", Split.STREAM, lastWeek);
    stream.label("late", "cat", "late", Split.STREAM, lastWeek);

    ClassFrequencies counts = stream.counts();

    assertThat(counts.labels()).isEqualTo(2);
    assertThat(counts.asOf()).isEqualTo(TrackedStream.START);
  }

  @Test
  void held_out_images_are_not_counted() {
    stream.label("seen", "cat", "seen");
    stream.label("kept-back", "cat", "kept-back", Split.HOLDOUT);

    assertThat(stream.counts().labels()).isEqualTo(1);
  }

  @Test
  void images_of_one_unit_are_one_unit_of_each_class() {
    for (int frame = 0; frame < 5; frame++) {
      stream.label("frame-" + frame, "cat", "track-1");
    }
    stream.label("frame-5", "dog", "track-1");
    stream.label("frame-6", "cat", "track-2");

    ClassFrequencies counts = stream.counts();

    assertThat(counts.classes().get("cat")).extracting("labels", "units").containsExactly(6L, 2L);
    assertThat(counts.classes().get("dog")).extracting("labels", "units").containsExactly(1L, 1L);
  }

  @Test
  void a_unit_spread_over_partitions_is_still_one() {
    var unit = new Fingerprints().of("cat", "track-1");
    for (int partition = 0; partition < 3; partition++) {
      stream.batch(
          new LabelBatch(
              partition,
              0,
              0,
              10 + partition,
              1,
              TrackedStream.START,
              LabelOrder.NONE,
              ClassAdditions.of(Map.of("cat", new ClassLabels(1, 0, List.of(unit))))));
    }

    ClassFrequencies counts = stream.counts();

    assertThat(counts.classes().get("cat")).extracting("labels", "units").containsExactly(3L, 1L);
    assertThat(counts.offsets()).isEqualTo(Map.of(0, 10L, 1, 11L, 2, 12L));
  }

  @Test
  void offsets_contain_records_that_did_not_count_too() {
    stream.label("a", "cat", "a");
    stream.label("a", "cat", "a");
    stream.label("b", "cat", "b", Split.HOLDOUT);

    assertThat(stream.counts().offsets()).isEqualTo(Map.of(0, 3L));
  }

  @Test
  void a_label_of_a_new_class_opens_it() {
    stream.label("cat");
    stream.label("Chaetodipus penicillatus");

    assertThat(stream.counts().classes()).containsOnlyKeys("cat", "Chaetodipus penicillatus");
  }

  @Test
  void the_recent_mix_is_an_exponentially_weighted_count_of_units_by_bucket() {
    var random = new Random(11);
    Map<String, Double> direct = new HashMap<>(Map.of("a", 0.0, "b", 0.0, "c", 0.0));
    for (int bucket = 0; bucket < 10; bucket++) {
      direct.replaceAll((name, weight) -> weight * Math.pow(0.5, 20.0 / 40));
      for (int unit = 0; unit < 20; unit++) {
        String className = List.of("a", "a", "a", "b", "b", "c").get(random.nextInt(6));
        direct.merge(className, 1.0, Double::sum);
        stream.label(className);
      }
    }

    Map<String, Double> mix = stream.counts().mix();

    direct.forEach((name, weight) -> assertThat(mix.get(name)).isCloseTo(weight, within(1e-9)));
  }

  @Test
  void snapshots_come_every_so_many_labels_and_when_nothing_more_comes() {
    for (int i = 0; i < 45; i++) {
      stream.label("cat");
    }
    stream.quiet(Duration.ofSeconds(3));
    stream.quiet(Duration.ofSeconds(5));

    assertThat(stream.frequencies())
        .extracting(ClassFrequencies::sequence, ClassFrequencies::labels)
        .containsExactly(tuple(1L, 20L), tuple(2L, 40L), tuple(3L, 45L));
  }

  @Test
  void a_snapshot_adds_up() {
    for (int i = 0; i < 30; i++) {
      stream.label("frame-" + i, i % 3 == 0 ? "cat" : "dog", "track-" + i / 6);
    }

    ClassFrequencies counts = stream.counts();

    assertThat(counts.stream()).isEqualTo(TrackedStream.STREAM);
    assertThat(counts.classes().values().stream().mapToLong(ClassFrequency::labels).sum())
        .isEqualTo(30);
    assertThat(counts.units()).isEqualTo(10);
  }
}
