package io.longshore.trainer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.trainer.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MemoriesTest {
  private final Path directory;

  MemoriesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void what_its_sender_keeps_back_is_kept_back() {
    try (var memories = memories(0)) {
      memories.remember(label("learn", Split.STREAM), Pictures.of(0, 1));
      memories.remember(label("judge", Split.HOLDOUT), Pictures.of(0, 2));

      assertThat(learning(memories)).containsExactly(new ImageId("learn"));
      assertThat(heldOut(memories)).containsExactly(new ImageId("judge"));
    }
  }

  @Test
  void of_the_rest_a_fraction_is_kept_back_and_the_two_share_nothing() {
    try (var memories = memories(0.25)) {
      Pictures.remember(memories, "image", "crab", 0, 200, Split.STREAM);

      assertThat(heldOut(memories)).hasSizeBetween(30, 70);
      assertThat(learning(memories)).hasSize(200 - heldOut(memories).size());
      assertThat(learning(memories)).doesNotContainAnyElementsOf(heldOut(memories));
    }
  }

  @Test
  void an_image_kept_back_later_is_no_longer_learned_from() {
    try (var memories = memories(0)) {
      memories.remember(label("image", Split.STREAM), Pictures.of(0, 1));

      boolean wanted = memories.wants(label("image", Split.HOLDOUT));
      memories.remember(label("image", Split.HOLDOUT), Pictures.of(0, 1));

      assertThat(wanted).isTrue();
      assertThat(learning(memories)).isEmpty();
      assertThat(heldOut(memories)).containsExactly(new ImageId("image"));
    }
  }

  @Test
  void both_come_back_after_a_restart() {
    try (var memories = memories(0)) {
      Pictures.fill(memories);
    }

    try (var again = memories(0)) {
      assertThat(again.offsets()).containsExactly(Map.entry(0, 100L));
      assertThat(again.<Integer>read(view -> view.learning().size())).isEqualTo(40);
      assertThat(again.<Integer>read(view -> view.heldOut().size())).isEqualTo(24);
      assertThat(again.<Image>read(view -> view.image(new ImageId("hb-3"))))
          .isEqualTo(Pictures.of(1, 3));
    }
  }

  @Test
  void a_crash_between_the_two_commits_reads_those_labels_again_and_changes_nothing()
      throws IOException {
    Path learning = directory.resolve("learning/memory.journal");
    byte[] before;
    List<Label> labels =
        List.of(
            label("one", Split.STREAM), label("two", Split.HOLDOUT), label("one", Split.HOLDOUT));
    String whole;
    try (var memories = memories(0)) {
      memories.commit(Map.of(0, 0L));
      before = Files.readAllBytes(learning);
      labels.forEach(label -> memories.remember(label, Pictures.of(0, 1)));
      memories.commit(Map.of(0, 3L));
      whole = digests(memories);
    }
    Files.write(learning, before);

    try (var memories = memories(0)) {
      assertThat(memories.offsets()).containsExactly(Map.entry(0, 0L));
      labels.stream()
          .filter(memories::wants)
          .forEach(label -> memories.remember(label, Pictures.of(0, 1)));
      memories.commit(Map.of(0, 3L));

      assertThat(digests(memories)).isEqualTo(whole);
    }
  }

  @Test
  void a_damaged_held_out_memory_takes_the_offsets_back_for_both() throws IOException {
    Path heldOut = directory.resolve("held-out/memory.journal");
    byte[] before;
    try (var memories = memories(0)) {
      memories.commit(Map.of(0, 7L));
      before = Files.readAllBytes(heldOut);
      memories.commit(Map.of(0, 9L, 1, 4L));
    }
    Files.write(heldOut, before);

    try (var memories = memories(0)) {
      assertThat(memories.offsets()).containsExactly(Map.entry(0, 7L));
    }
  }

  @Test
  void whoever_awaits_labels_goes_on_when_they_are_remembered() {
    try (var memories = memories(0)) {
      var waiting =
          CompletableFuture.runAsync(
              () -> {
                try {
                  memories.await(Map.of(0, 3L), () -> false);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });

      memories.commit(Map.of(0, 2L));
      memories.commit(Map.of(0, 3L));

      assertThat(waiting).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void whoever_gives_up_waits_no_longer() throws InterruptedException {
    try (var memories = memories(0)) {
      memories.await(Map.of(0, 3L), () -> true);

      assertThat(memories.offsets()).isEmpty();
    }
  }

  @Test
  void keeping_everything_back_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> memories(1));
  }

  private Memories memories(double heldOutFraction) {
    return new Memories(directory, 300, 300, heldOutFraction, 5);
  }

  private static Label label(String id, Split split) {
    return Pictures.label(id, "crab", split);
  }

  private static List<ImageId> learning(Memories memories) {
    return memories.read(view -> view.learning().ids("crab"));
  }

  private static List<ImageId> heldOut(Memories memories) {
    return memories.read(view -> view.heldOut().ids("crab"));
  }

  private static String digests(Memories memories) {
    return memories.read(view -> view.learning().digest() + view.heldOut().digest());
  }
}
