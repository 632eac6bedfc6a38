package io.longshore.trainer.gear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.ssd.rebalance.LearnableWeightScaling;
import io.longshore.ssd.torch.Torch;
import io.longshore.trainer.Pictures;
import io.longshore.trainer.Tiny;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.run.Excerpt;
import io.longshore.trainer.run.Judging;
import io.longshore.trainer.run.LabelledImages;
import io.longshore.trainer.run.LabelledPixels;
import io.longshore.trainer.run.Selection;
import io.longshore.trainer.run.Snapshot;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebalancingTest {
  private static final Adaptation ASKED = Tiny.adaptation("asked", Gear.REBALANCE);

  private final Path directory;
  private final Memories memories;
  private final Snapshot snapshot;
  private final Rebalancing rebalancing =
      new Rebalancing(new LearnableWeightScaling(100, 32, 0.1, 0.9), Tiny.recipes(7));

  RebalancingTest(@TempDir Path directory) {
    this.directory = directory;
    this.memories = new Memories(directory.resolve("memory"), 100, 100, 0, 1);
    this.snapshot = new Snapshot(memories, Optional.empty());
  }

  @BeforeEach
  void fill() {
    Pictures.fill(memories);
  }

  @AfterEach
  void close() {
    memories.close();
  }

  @Test
  void the_backbone_stays_and_only_the_head_differs() {
    try (LiveModel live = live();
        Candidate candidate = rebalancing.run(ASKED, live, excerpt(live))) {

      assertThat(candidate.backbone()).contains(live.manifest().backbone());
      assertThat(OnnxExport.backbone(candidate.model()))
          .isEqualTo(OnnxExport.backbone(live.model()));
      assertThat(OnnxExport.head(candidate.model())).isNotEqualTo(OnnxExport.head(live.model()));
      assertThat(candidate.recipe().version()).isNotEqualTo(live.manifest().version());
      assertThat(candidate.recipe().gear()).isEqualTo(Gear.REBALANCE);
      assertThat(candidate.recipe().parent()).contains(live.manifest().version());
      assertThat(candidate.softLabels()).isEmpty();
    }
  }

  @Test
  void it_is_judged_as_the_whole_model_would_be() {
    try (LiveModel live = live();
        Candidate candidate = rebalancing.run(ASKED, live, excerpt(live))) {
      LabelledPixels heldOut =
          snapshot.takeAll(Optional.empty(), List.of("anchor", "buoy", "crate")).heldOut();

      assertThat(candidate.evaluation())
          .isEqualTo(
              Judging.of(
                  candidate.recipe().classes(),
                  heldOut.images().labels(),
                  candidate.model().logits(heldOut.pixels())));
    }
  }

  @Test
  void it_is_class_balanced_more_of_the_same_in_one_class_changes_next_to_nothing() {
    try (LiveModel live = live();
        Candidate one = rebalancing.run(ASKED, live, copies(3, 3, 3));
        Candidate other = rebalancing.run(ASKED, live, copies(60, 3, 3))) {

      // Not to the bit: where a class begins in the order of images decides the order of its turns.
      assertThat(other.model().scales())
          .usingComparatorWithPrecision(0.01f)
          .containsExactly(one.model().scales());
    }
  }

  @Test
  void the_same_examples_give_the_same_head() {
    try (LiveModel live = live();
        Candidate one = rebalancing.run(ASKED, live, excerpt(live));
        Candidate other = rebalancing.run(ASKED, live, excerpt(live))) {

      assertThat(other.recipe()).isEqualTo(one.recipe());
      assertThat(OnnxExport.head(other.model())).isEqualTo(OnnxExport.head(one.model()));
    }
  }

  @Test
  void only_images_not_seen_before_are_computed() {
    try (LiveModel live = live()) {
      live.see(excerpt(live).unseen());
      Pictures.remember(memories, "new", "buoy", 1, 3, Split.STREAM);

      Excerpt excerpt = excerpt(live);

      assertThat(excerpt.unseen().images().ids())
          .containsExactlyInAnyOrder(
              new ImageId("new-0"), new ImageId("new-1"), new ImageId("new-2"));
    }
  }

  @Test
  void features_once_computed_are_not_computed_again() {
    try (LiveModel live = live()) {
      LabelledPixels images = excerpt(live).unseen();
      live.see(images);
      float[] before = live.features(images.images());

      live.see(
          new LabelledPixels(images.shape(), images.images(), new byte[images.pixels().length]));

      assertThat(live.features(images.images())).isEqualTo(before);
    }
  }

  @Test
  void features_of_images_no_longer_remembered_are_forgotten() {
    try (LiveModel live = live()) {
      Excerpt all = excerpt(live);
      live.see(all.unseen());
      memories.remember(Pictures.label("a-0", "buoy", Split.HOLDOUT), Pictures.of(0, 0));
      var some = new LabelledImages(List.of(new ImageId("a-0")), new int[] {0});

      live.keepOnly(
          new Selection(
              List.of("anchor"),
              some,
              new LabelledImages(List.of(), new int[0]),
              new TreeMap<>(),
              ""));

      assertThat(live.hasSeen(new ImageId("a-0"))).isTrue();
      assertThat(live.hasSeen(new ImageId("a-1"))).isFalse();
    }
  }

  @Test
  void what_cannot_be_written_down_leaves_no_native_memory_behind() {
    var impossible =
        new Adaptation(
            "asked",
            "beach",
            Gear.REBALANCE,
            "because",
            ASKED.evidence(),
            new TreeMap<>(Map.of("anchor", 1.0, "buoy", -1.0)),
            new TreeMap<>(),
            ASKED.decidedAt());
    try (LiveModel live = live()) {
      Excerpt excerpt = excerpt(live);
      int before = Torch.liveArrays();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> rebalancing.run(impossible, live, excerpt));

      assertThat(Torch.liveArrays()).isEqualTo(before);
    }
  }

  private LiveModel live() {
    Candidate first =
        Tiny.trained(
            snapshot.takeAll(Optional.empty(), List.of()), directory.resolve("checkpoints"));
    return new LiveModel(Tiny.manifest(first), first.model());
  }

  private Excerpt excerpt(LiveModel live) {
    return snapshot.excerpt(
        live.manifest().classNames(), Pictures.SHAPE, live::hasSeen, Integer.MAX_VALUE, 10);
  }

  /** So many copies of one picture of each kind. */
  private static Excerpt copies(int... counts) {
    var ids = new ArrayList<ImageId>();
    var labels = new ArrayList<Integer>();
    var pixels = new ByteArrayOutputStream();
    for (int kind = 0; kind < counts.length; kind++) {
      for (int i = 0; i < counts[kind]; i++) {
        ids.add(new ImageId("copy-" + kind + "-" + i));
        labels.add(kind);
        pixels.writeBytes(Pictures.of(kind, 0).bytes());
      }
    }
    var images = new LabelledImages(ids, labels.stream().mapToInt(Integer::intValue).toArray());
    var all = new LabelledPixels(Pictures.SHAPE, images, pixels.toByteArray());
    var selection =
        new Selection(
            List.of("anchor", "buoy", "crate"),
            images,
            new LabelledImages(List.of(), new int[0]),
            new TreeMap<>(),
            "digest");
    return new Excerpt(selection, all, all.spread(5));
  }
}
