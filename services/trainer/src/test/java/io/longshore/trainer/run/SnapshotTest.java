package io.longshore.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Pixels;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.ModelVersion;
import io.longshore.trainer.Pictures;
import io.longshore.trainer.memory.Memories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  private static final List<String> CLASSES = List.of("anchor", "buoy", "crate");
  private final Memories memories;

  SnapshotTest(@TempDir Path directory) {
    this.memories = new Memories(directory, 100, 100, 0, 1);
  }

  @AfterEach
  void close() {
    memories.close();
  }

  @Test
  void known_classes_keep_their_places_and_new_ones_follow_by_name() {
    Pictures.fill(memories);

    Examples examples = snapshot().takeAll(Optional.empty(), List.of("crate", "dinghy"));

    assertThat(examples.classes()).containsExactly("crate", "dinghy", "anchor", "buoy");
    assertThat(examples.learning().images().counts(4)).containsExactly(4, 0, 24, 12);
    assertThat(examples.heldOut().images().counts(4)).containsExactly(8, 0, 8, 8);
  }

  @Test
  void examples_say_what_the_memories_contained() {
    Pictures.fill(memories);

    Examples examples = snapshot().takeAll(Optional.empty(), List.of());

    assertThat(examples.offsets()).containsExactly(Map.entry(0, 100L));
    assertThat(examples.memoryDigest())
        .isEqualTo(memories.<String>read(view -> view.learning().digest()));
  }

  @Test
  void every_image_has_its_own_pixels_and_label() {
    Pictures.fill(memories);

    LabelledPixels learning = snapshot().takeAll(Optional.empty(), List.of()).learning();

    for (int i = 0; i < learning.size(); i++) {
      String[] name = learning.images().ids().get(i).value().split("-", -1);
      int kind = "abc".indexOf(name[0]);
      assertThat(learning.images().labels()[i]).isEqualTo(kind);
      assertThat(learning.pixels(i))
          .isEqualTo(Pictures.of(kind, Integer.parseInt(name[1])).bytes());
    }
  }

  @Test
  void a_memory_of_one_class_is_not_enough() {
    Pictures.remember(memories, "a", "anchor", 0, 5, Split.STREAM);

    assertThatThrownBy(() -> snapshot().takeAll(Optional.empty(), List.of("anchor", "buoy")))
        .isInstanceOf(NotEnoughExamplesException.class)
        .hasMessage(
            "the memory has images of 1 of 2 classes; a model needs two: send labelled images of another class");
  }

  @Test
  void an_empty_memory_is_not_enough() {
    assertThatThrownBy(() -> snapshot().takeAll(Optional.empty(), List.of()))
        .isInstanceOf(NotEnoughExamplesException.class);
  }

  @Test
  void without_a_wish_models_read_the_most_common_shape() {
    Pictures.fill(memories);
    remember("odd", new ImageShape(4, 4, 3));

    Examples examples = snapshot().takeAll(Optional.empty(), List.of());

    assertThat(examples.shape()).isEqualTo(Pictures.SHAPE);
    assertThat(examples.learning().images().ids()).contains(new ImageId("odd"));
  }

  @Test
  void large_photographs_are_read_small() {
    remember("photograph", new ImageShape(100, 80, 3));
    Pictures.remember(memories, "b", "buoy", 1, 1, Split.STREAM);
    remember("another", new ImageShape(100, 80, 3));

    Examples examples = snapshot().takeAll(Optional.empty(), List.of());

    assertThat(examples.shape()).isEqualTo(new ImageShape(32, 32, 3));
  }

  @Test
  void a_wanted_shape_is_had() {
    Pictures.fill(memories);
    var wanted = new ImageShape(4, 4, 1);

    Examples examples =
        new Snapshot(memories, Optional.of(wanted)).takeAll(Optional.empty(), List.of());

    assertThat(examples.learning().pixels(0))
        .isEqualTo(
            Pixels.of(
                memories.<Image>read(view -> view.image(examples.learning().images().ids().get(0))),
                wanted));
  }

  @Test
  void an_excerpt_names_every_image_and_has_the_pixels_of_those_not_encoded() {
    Pictures.fill(memories);

    Excerpt excerpt = snapshot().excerpt(CLASSES, Pictures.SHAPE, new AllBut("hc"));

    assertThat(excerpt.selection().learning().size()).isEqualTo(40);
    assertThat(excerpt.selection().heldOut().size()).isEqualTo(24);
    assertThat(excerpt.unseen().images().ids())
        .hasSize(8)
        .allMatch(id -> id.value().startsWith("hc"));
  }

  @Test
  void images_to_encode_come_a_few_at_a_time() {
    Pictures.fill(memories);

    LabelledPixels some = snapshot().unseen(CLASSES, Pictures.SHAPE, new AllBut("hc"), 5);

    assertThat(some.images().ids()).hasSize(5).allMatch(id -> id.value().startsWith("hc"));
  }

  @Test
  void what_has_gone_since_the_last_time_is_told_once() {
    Pictures.fill(memories);
    var encoded = new AllBut("hc");
    memories.remember(Pictures.label("a-3", "buoy", Split.STREAM), Pictures.of(1, 3));

    var first = snapshot().excerpt(CLASSES, Pictures.SHAPE, encoded);
    var second = snapshot().excerpt(CLASSES, Pictures.SHAPE, encoded);

    assertThat(encoded.gone).containsExactly(new ImageId("a-3"));
    assertThat(second.selection().memoryDigest()).isEqualTo(first.selection().memoryDigest());
  }

  @Test
  void a_model_is_calibrated_on_as_many_images_of_each_class_and_judged_by_all_held_out_ones() {
    Pictures.fill(memories);

    Examples examples =
        snapshot().calibrating(new ModelVersion("a".repeat(64)), CLASSES, Pictures.SHAPE, 18);

    assertThat(examples.learning().images().counts(3)).containsExactly(6, 6, 4);
    assertThat(examples.heldOut().size()).isEqualTo(24);
    assertThat(examples.memoryDigest())
        .isEqualTo(memories.<String>read(view -> view.learning().digest()));
  }

  @Test
  void engines_are_compared_on_images_kept_back_if_there_are_enough() {
    Pictures.fill(memories);

    LabelledPixels sample = snapshot().sample(CLASSES, Pictures.SHAPE, 10);

    assertThat(sample.images().ids()).hasSize(10).allMatch(id -> id.value().startsWith("h"));
  }

  @Test
  void engines_are_compared_on_learned_images_where_few_are_kept_back() {
    Pictures.fill(memories);

    LabelledPixels sample = snapshot().sample(CLASSES, Pictures.SHAPE, 1_000);

    assertThat(sample.size()).isEqualTo(40);
  }

  /** Everything is encoded but images whose ids begin so. */
  private static final class AllBut implements EncodedImages {
    private final String prefix;
    private final List<ImageId> gone = new ArrayList<>();

    AllBut(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public boolean contains(ImageId id) {
      return !id.value().startsWith(prefix);
    }

    @Override
    public void forget(Set<ImageId> ids) {
      gone.addAll(ids);
    }
  }

  private Snapshot snapshot() {
    return new Snapshot(memories, Optional.empty());
  }

  private void remember(String id, ImageShape shape) {
    memories.remember(
        Pictures.label(id, "anchor", Split.STREAM), Image.ofPixels(shape, new byte[shape.size()]));
  }
}
