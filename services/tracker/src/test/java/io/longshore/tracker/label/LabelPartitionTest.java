package io.longshore.tracker.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.tracker.memory.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelPartitionTest {
  private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private final LabelRules rules =
      new LabelRules(new Buckets(1_000), Duration.ofHours(24), 10_000, 5, 8);
  private final LabelPartition partition = new LabelPartition(rules);
  private long offset;

  @Test
  void labels_are_gathered_by_bucket_and_class() {
    take("a", "cat", NOW);
    take("b", "cat", NOW + 900);
    take("c", "dog", NOW + 1_000);

    List<LabelBatch> batches = partition.drain();

    assertThat(batches)
        .extracting(
            LabelBatch::bucket, batch -> batch.classes().byClass().keySet(), LabelBatch::nextOffset)
        .containsExactly(
            tuple(NOW / 1_000, Set.of("cat"), 2L), tuple(NOW / 1_000 + 1, Set.of("dog"), 3L));
    assertThat(partition.isPending()).isFalse();
  }

  @Test
  void a_late_record_counts_in_the_bucket_that_is_open() {
    take("a", "cat", NOW + 5_000);
    Taken late = take("b", "cat", NOW);

    assertThat(late).isEqualTo(new Taken(Fate.COUNTED, Timing.LATE, ""));
    assertThat(partition.drain()).extracting(LabelBatch::labels).containsExactly(2L);
  }

  @Test
  void one_clock_two_hours_ahead_neither_ends_the_bucket_nor_empties_the_window() {
    take("a", "cat", NOW);
    Taken ahead = take("b", "cat", NOW + TWO_HOURS.toMillis());
    Taken again = take("a", "cat", NOW + 10);

    assertThat(ahead).isEqualTo(new Taken(Fate.COUNTED, Timing.UNBELIEVABLE, ""));
    assertThat(again.fate()).isEqualTo(Fate.REPEATED);
    assertThat(partition.drain()).extracting(LabelBatch::latest).containsExactly(NOW + 10);
  }

  @Test
  void a_first_record_from_the_future_is_taken_to_be_of_now() {
    take("a", "cat", NOW + TWO_HOURS.toMillis());
    Taken next = take("b", "cat", NOW + 10_000);

    assertThat(next.timing()).isEqualTo(Timing.IN_TIME);
  }

  @Test
  void a_record_of_a_negative_time_counts_at_the_time_of_those_before() {
    take("a", "cat", NOW);
    Taken negative = take("b", "cat", -1);

    assertThat(negative).isEqualTo(new Taken(Fate.COUNTED, Timing.UNBELIEVABLE, ""));
    assertThat(partition.drain()).extracting(LabelBatch::labels).containsExactly(2L);
  }

  @Test
  void a_label_dated_in_the_future_does_not_date_the_counts() {
    partition.take(
        position(NOW),
        new Label(
            new ImageId("a"),
            "cat",
            new ImageLocation(0, 0),
            "a",
            Split.STREAM,
            Instant.ofEpochMilli(NOW).plus(TWO_HOURS)));

    assertThat(partition.drain())
        .extracting(LabelBatch::asOf)
        .containsExactly(Instant.ofEpochMilli(NOW));
  }

  @Test
  void too_many_new_classes_in_a_minute_are_refused_by_name_and_known_ones_go_on() {
    for (int i = 0; i < 5; i++) {
      take("image-" + i, "class-" + i, NOW);
    }
    Taken sixth = take("image-5", "class-5", NOW);
    Taken known = take("image-6", "class-0", NOW);
    Taken nextMinute = take("image-5", "class-5", NOW + 60_000);

    assertThat(sixth.fate()).isEqualTo(Fate.REFUSED);
    assertThat(sixth.why())
        .isEqualTo(
            "class class-5 is new, and 5 others opened in this minute; longshore.tracker.new-classes-per-minute allows more");
    assertThat(known.fate()).isEqualTo(Fate.COUNTED);
    assertThat(nextMinute.fate()).isEqualTo(Fate.COUNTED);
  }

  @Test
  void of_a_hundred_thousand_new_classes_in_a_minute_as_many_open_as_may() {
    var flooded =
        new LabelPartition(
            new LabelRules(new Buckets(250), Duration.ofHours(24), 10_000, 20_000, 100_000));
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      long time = NOW + i / 2;
      Taken taken = flooded.take(new Position(0, i, time, time), label("image-" + i, "class-" + i));
      refused += taken.fate() == Fate.REFUSED ? 1 : 0;
    }

    assertThat(refused).isEqualTo(80_000);
    assertThat(flooded.drain().stream().mapToLong(LabelBatch::records).sum()).isEqualTo(100_000);
  }

  @Test
  void a_flood_is_known_by_what_is_pending() {
    for (int i = 0; i < 1_023; i++) {
      take("image-" + i, "cat", NOW);
    }
    boolean before = partition.isFlooded();
    take("one-more", "cat", NOW);
    boolean reached = partition.isFlooded();
    partition.drain();

    assertThat(before).isFalse();
    assertThat(reached).isTrue();
    assertThat(partition.isFlooded()).isFalse();
  }

  @Test
  void too_many_classes_in_all_are_refused_by_name() {
    for (int i = 0; i < 8; i++) {
      take("image-" + i, "class-" + i, NOW + i * 60_000L);
    }
    Taken ninth = take("image-8", "class-8", NOW + 8 * 60_000L);

    assertThat(ninth.fate()).isEqualTo(Fate.REFUSED);
    assertThat(ninth.why()).contains("longshore.tracker.max-classes allows more");
  }

  @Test
  void made_again_from_what_was_written_it_goes_on_where_it_was() {
    var written = new Written();
    take("a", "cat", NOW);
    partition.memory().writeChanges(written);
    take("b", "dog", NOW);

    var again = new LabelPartition(rules);
    written.restore(again.memory());
    Taken repeated = again.take(position(NOW), label("a", "cat"));
    Taken lost = again.take(position(NOW), label("b", "dog"));

    assertThat(repeated.fate()).isEqualTo(Fate.REPEATED);
    assertThat(lost.fate()).isEqualTo(Fate.COUNTED);
    assertThat(again.drain())
        .extracting(LabelBatch::nextOffset, LabelBatch::records, batch -> batch.classes().byClass())
        .containsExactly(
            tuple(1L, 1L, Map.of("cat", new ClassLabels(1, 1, List.of()))),
            tuple(4L, 2L, Map.of("dog", new ClassLabels(1, 1, List.of()))));
  }

  @Test
  void units_are_gathered_with_their_classes_in_the_order_in_which_they_came() {
    var prints = new Fingerprints();
    take("a", "cat", NOW);
    for (int i = 0; i < 100; i++) {
      take("cat-" + i, "cat", NOW, "track-" + i / 2);
      take("dog-" + i, "dog", NOW, "track-" + i / 2);
    }

    assertThat(partition.drain())
        .singleElement()
        .extracting(batch -> batch.classes().byClass())
        .isEqualTo(
            Map.of(
                "cat", new ClassLabels(101, 1, tracks(prints, "cat")),
                "dog", new ClassLabels(100, 0, tracks(prints, "dog"))));
  }

  private static List<Fingerprint> tracks(Fingerprints prints, String className) {
    return IntStream.range(0, 100).mapToObj(i -> prints.of(className, "track-" + i / 2)).toList();
  }

  @Test
  void a_class_counts_in_each_bucket_it_comes_in() {
    for (int i = 0; i < 40; i++) {
      take("first-" + i, "class-" + i % 5, NOW);
    }
    for (int i = 0; i < 20; i++) {
      take("second-" + i, "class-" + (i % 2 + 3), NOW + 1_000);
    }
    take("third", "class-0", NOW + 2_000);

    var eight = new ClassLabels(8, 8, List.of());
    var ten = new ClassLabels(10, 10, List.of());
    assertThat(partition.drain())
        .extracting(batch -> batch.classes().byClass())
        .containsExactly(
            Map.of(
                "class-0", eight, "class-1", eight, "class-2", eight, "class-3", eight, "class-4",
                eight),
            Map.of("class-3", ten, "class-4", ten),
            Map.of("class-0", new ClassLabels(1, 1, List.of())));
  }

  @Test
  void after_standing_by_it_knows_what_the_other_instance_counted_meanwhile() {
    var written = new Written();
    take("a", "class-0", NOW);
    partition.memory().writeChanges(written);
    var other = new LabelPartition(rules);
    written.restore(other.memory());
    for (int i = 1; i < 5; i++) {
      other.take(position(NOW), label("other-" + i, "class-" + i));
    }
    other.memory().writeChanges(written);
    written.restore(partition.memory());
    partition.resume();

    Taken sixthClass = take("b", "class-5", NOW);
    Taken repeated = take("other-1", "class-1", NOW);

    assertThat(sixthClass.fate()).isEqualTo(Fate.REFUSED);
    assertThat(repeated.fate()).isEqualTo(Fate.REPEATED);
  }

  @Test
  void what_was_passed_on_is_not_passed_on_again() {
    var written = new Written();
    take("a", "cat", NOW);
    partition.memory().writeChanges(written);
    partition.drain();
    partition.memory().writeChanges(written);

    var again = new LabelPartition(rules);
    written.restore(again.memory());

    assertThat(again.isPending()).isFalse();
  }

  private Taken take(String image, String className, long time) {
    return partition.take(position(time), label(image, className));
  }

  private Position position(long time) {
    boolean ahead = time >= NOW + TWO_HOURS.toMillis();
    return new Position(0, offset++, time, ahead ? NOW : Math.max(NOW, time));
  }

  private Taken take(String image, String className, long time, String unit) {
    return partition.take(position(time), label(image, className, unit));
  }

  private static Label label(String image, String className) {
    return label(image, className, image);
  }

  private static Label label(String image, String className, String unit) {
    return new Label(
        new ImageId(image),
        className,
        new ImageLocation(0, 0),
        unit,
        Split.STREAM,
        Instant.ofEpochMilli(NOW));
  }
}
