package io.longshore.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.RejectReason;
import io.longshore.runtime.kafka.Received;
import io.longshore.trainer.Pictures;
import io.longshore.trainer.memory.Remembering.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

class RememberingTest {
  private static final ImageOrigin ORIGIN =
      new ImageOrigin("camera", "unit", Instant.EPOCH, Split.STREAM);

  private final Map<ImageLocation, StreamImage> topic = new HashMap<>();
  private final List<ImageLocation> fetched = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private Path directory = Path.of("");

  @BeforeTry
  void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("remembering");
  }

  @AfterTry
  void deleteDirectory() throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Corrections of class and of split among them. */
  @Provide
  Arbitrary<List<Label>> labels() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 20),
            Arbitraries.of("crab", "gull"),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(Split.STREAM)),
                Tuple.of(1, Arbitraries.just(Split.HOLDOUT))))
        .as(this::label)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 40)
  void how_labels_are_cut_into_batches_makes_no_difference(
      @ForAll("labels") List<Label> labels,
      @ForAll List<@IntRange(min = 1, max = 9) Integer> sizes) {
    try (var oneByOne = memories("one by one");
        var batched = memories("batched")) {
      labels.forEach(label -> take(oneByOne, List.of(label), 0));
      int from = 0;
      for (int size : sizes) {
        int to = Math.min(labels.size(), from + size);
        take(batched, labels.subList(from, to), to);
        from = to;
      }
      take(batched, labels.subList(from, labels.size()), labels.size());

      assertThat(digests(batched)).isEqualTo(digests(oneByOne));
    }
  }

  @Property(tries = 40)
  void a_crash_at_any_label_leads_to_the_same_memories(
      @ForAll("labels") List<Label> labels,
      @ForAll @IntRange(max = 40) int committed,
      @ForAll @IntRange(max = 40) int crashed) {
    int first = Math.min(committed, labels.size());
    int second = Math.min(labels.size(), first + crashed);
    try (var memories = memories("crashed")) {
      take(memories, labels.subList(0, first), first);
      // What follows is in the journal, but never committed.
      labels.subList(first, second).stream()
          .filter(memories::wants)
          .forEach(label -> memories.remember(label, Pictures.of(0, 1)));
    }

    try (var again = memories("crashed");
        var never = memories("never crashed")) {
      int next = Math.toIntExact(again.offsets().getOrDefault(0, 0L));
      take(again, labels.subList(next, labels.size()), labels.size());
      take(never, labels, labels.size());

      assertThat(digests(again)).isEqualTo(digests(never));
    }
  }

  @Example
  void an_image_that_is_gone_is_refused_and_the_rest_is_remembered() {
    Label gone = label(1, "crab", Split.STREAM);
    Label there = label(2, "crab", Split.STREAM);
    topic.remove(gone.location());

    try (var memories = memories("memories")) {
      take(memories, List.of(gone, there), 2);

      assertThat(refusals).extracting(Refusal::reason).containsExactly(RejectReason.UNKNOWN_IMAGE);
      assertThat(refusals.get(0).message())
          .isEqualTo(
              "no image image-1 lies at 0@1 of the images topic any more; keep images longer than labels take to come");
      assertThat(memories.contains(there.image())).isTrue();
      assertThat(memories.offsets()).containsEntry(0, 2L);
    }
  }

  @Example
  void another_image_at_the_place_is_refused() {
    Label lying = label(1, "crab", Split.STREAM);
    topic.put(lying.location(), image("image-2", Pictures.of(0, 2)));

    try (var memories = memories("memories")) {
      take(memories, List.of(lying), 1);

      assertThat(refusals).extracting(Refusal::reason).containsExactly(RejectReason.UNKNOWN_IMAGE);
      assertThat(memories.contains(lying.image())).isFalse();
    }
  }

  @Example
  void an_image_that_cannot_be_decoded_is_refused_before_it_can_fail_a_run() {
    Label broken = label(1, "crab", Split.STREAM);
    topic.put(
        broken.location(),
        image("image-1", new Image(ImageFormat.PNG, Pictures.SHAPE, new byte[] {1, 2, 3})));

    try (var memories = memories("memories")) {
      take(memories, List.of(broken), 1);

      assertThat(refusals).extracting(Refusal::reason).containsExactly(RejectReason.BROKEN_IMAGE);
      assertThat(memories.contains(broken.image())).isFalse();
      assertThat(memories.offsets()).containsEntry(0, 1L);
    }
  }

  @Example
  void only_images_that_may_be_kept_are_fetched_and_together() {
    List<Label> labels =
        IntStream.range(0, 20).mapToObj(i -> label(i, "crab", Split.STREAM)).toList();

    try (var memories = memories("memories")) {
      take(memories, labels, 20);
      fetched.clear();
      take(memories, labels, 20);

      assertThat(fetched).isEmpty();
    }
  }

  private Memories memories(String name) {
    return new Memories(directory.resolve(name), 4, 3, 0.1, 11);
  }

  private void take(Memories memories, List<Label> labels, long next) {
    new Remembering(memories, this::fetch, refusals::add)
        .take(labels.stream().map(RememberingTest::received).toList(), Map.of(0, next));
  }

  private Map<ImageLocation, StreamImage> fetch(Collection<ImageLocation> locations) {
    fetched.addAll(locations);
    var found = new HashMap<>(topic);
    found.keySet().retainAll(locations);
    return found;
  }

  private Label label(int number, String className, Split split) {
    String id = "image-" + number;
    var location = new ImageLocation(0, number);
    topic.put(location, image(id, Pictures.of(0, 1)));
    return new Label(new ImageId(id), className, location, "unit", split, Instant.EPOCH);
  }

  private static StreamImage image(String id, Image image) {
    return new StreamImage(new ImageId(id), image, ORIGIN);
  }

  private static Received<ImageId, Label> received(Label label) {
    return new Received<>(label.image(), label, 0, 0, Instant.EPOCH);
  }

  private static String digests(Memories memories) {
    return memories.read(view -> view.learning().digest() + " " + view.heldOut().digest());
  }
}
