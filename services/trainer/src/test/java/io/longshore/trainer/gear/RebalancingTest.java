package io.longshore.trainer.gear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.Split;
import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.rebalance.ClassifierRetraining;
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
      new Rebalancing(new ClassifierRetraining(100, 32, 0.1, 0.9, 0.001), Tiny.recipes(7));
  private final Rebalancing scaling =
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
        Candidate candidate = rebalancing.run(ASKED, live, seen(live))) {

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
        Candidate candidate = rebalancing.run(ASKED, live, seen(live))) {
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
        Candidate one = scaling.run(ASKED, live, copies(live, 3, 3, 3));
        Candidate other = scaling.run(ASKED, live, copies(live, 60, 3, 3))) {

      // Not to the bit: where a class begins in the order of images decides the order of its turns.
      assertThat(other.model().scales())
          .usingComparatorWithPrecision(0.01f)
          .containsExactly(one.model().scales());
    }
  }

  @Test
  void the_recipe_says_by_which_method_the_head_was_fitted() {
    try (LiveModel live = live();
        Candidate whole = rebalancing.run(ASKED, live, seen(live));
        Candidate scaled = scaling.run(ASKED, live, seen(live))) {

      assertThat(whole.recipe().provenance().parameters())
          .containsEntry("method", "cRT")
          .containsKey(Rebalancing.CRT);
      assertThat(scaled.recipe().provenance().parameters())
          .containsEntry("method", "LWS")
          .containsKey(Rebalancing.LWS);
      assertThat(whole.recipe().version()).isNotEqualTo(scaled.recipe().version());
    }
  }

  @Test
  void a_second_rebalance_begins_where_the_first_began() {
    try (LiveModel live = live()) {
      Selection all = seen(live);
      TrainedModel once = rebalancing.refit(live, all.learning());
      byte[] head = OnnxExport.head(once);

      try (LiveModel next = live.successor(live.manifest(), once);
          TrainedModel twice = rebalancing.refit(next, all.learning())) {
        assertThat(OnnxExport.head(twice)).isEqualTo(head);
      }
    }
  }

  @Test
  void the_same_examples_give_the_same_head() {
    try (LiveModel live = live();
        Candidate one = rebalancing.run(ASKED, live, seen(live));
        Candidate other = rebalancing.run(ASKED, live, seen(live))) {

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
      live.see(excerpt(live).unseen());
      memories.remember(Pictures.label("a-0", "buoy", Split.STREAM), Pictures.of(1, 0));

      var unused = excerpt(live);

      assertThat(live.seen().contains(new ImageId("a-0"))).isFalse();
      assertThat(live.seen().contains(new ImageId("a-1"))).isTrue();
    }
  }

  @Test
  void an_image_that_came_again_under_its_id_is_computed_anew() {
    try (LiveModel live = live()) {
      live.see(excerpt(live).unseen());
      memories.remember(Pictures.label("a-0", "buoy", Split.STREAM), Pictures.of(1, 99));
      memories.remember(Pictures.label("a-0", "anchor", Split.STREAM), Pictures.of(2, 7));

      LabelledPixels unseen = excerpt(live).unseen();

      assertThat(unseen.images().ids()).containsExactly(new ImageId("a-0"));
      assertThat(unseen.pixels()).isEqualTo(Pictures.of(2, 7).bytes());
    }
  }

  @Test
  void a_head_fitted_to_features_that_came_one_by_one_is_the_same_to_the_bit() {
    try (LiveModel once = live();
        LiveModel piecemeal = once.successor(elsewhere(once), copy(once))) {
      Selection all = seen(once);
      LabelledPixels some = unseen(piecemeal, 1);
      while (some.size() > 0) {
        piecemeal.see(some);
        some = unseen(piecemeal, 1 + some.size() % 7);
      }

      try (TrainedModel one = rebalancing.refit(once, all.learning());
          TrainedModel other = rebalancing.refit(piecemeal, all.learning())) {
        assertThat(OnnxExport.head(other)).isEqualTo(OnnxExport.head(one));
      }
    }
  }

  @Test
  void the_next_head_over_the_same_backbone_begins_with_all_features() {
    try (LiveModel live = live()) {
      Selection all = seen(live);
      TrainedModel head = rebalancing.refit(live, all.learning());

      try (LiveModel next = live.successor(live.manifest(), head)) {
        assertThat(next.seen()).isSameAs(live.seen());
        assertThat(next.seen().size()).isEqualTo(all.learning().size() + all.heldOut().size());
      }
    }
  }

  @Test
  void another_backbone_begins_with_none() {
    try (LiveModel live = live()) {
      live.see(excerpt(live).unseen());

      try (LiveModel next = live.successor(elsewhere(live), copy(live))) {
        assertThat(next.seen().size()).isZero();
      }
    }
  }

  @Test
  void parameters_that_export_to_another_backbone_than_the_served_one_are_refused() {
    try (LiveModel live = live();
        LiveModel other = live.successor(elsewhere(live), copy(live))) {

      assertThatIllegalStateException()
          .isThrownBy(other::backbone)
          .withMessageContaining("retrain to serve a backbone of this version");
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
      Selection selection = seen(live);
      int before = Torch.liveArrays();

      assertThatIllegalArgumentException()
          .isThrownBy(() -> rebalancing.run(impossible, live, selection));

      assertThat(Torch.liveArrays()).isEqualTo(before);
    }
  }

  private LiveModel live() {
    Candidate first =
        Tiny.trained(
            snapshot.takeAll(Optional.empty(), List.of()), directory.resolve("checkpoints"));
    return LiveModel.of(Tiny.manifest(first), first.model());
  }

  /** The same model, as if its backbone were another. */
  private static ModelManifest elsewhere(LiveModel live) {
    ModelManifest own = live.manifest();
    return new ModelManifest(
        own.recipe(),
        ArtifactRef.of(new byte[] {1}, 0),
        own.head(),
        own.evaluation(),
        own.baseline(),
        own.parity(),
        own.createdAt());
  }

  private static TrainedModel copy(LiveModel live) {
    return TrainedModel.fromBytes(live.model().toBytes());
  }

  private Excerpt excerpt(LiveModel live) {
    return snapshot.excerpt(live.manifest().classNames(), Pictures.SHAPE, live.seen());
  }

  private LabelledPixels unseen(LiveModel live, int most) {
    return snapshot.unseen(live.manifest().classNames(), Pictures.SHAPE, live.seen(), most);
  }

  /** Everything remembered, seen by the model. */
  private Selection seen(LiveModel live) {
    Excerpt excerpt = excerpt(live);
    live.see(excerpt.unseen());
    return excerpt.selection();
  }

  /** So many copies of one picture of each kind, seen by the model. */
  private static Selection copies(LiveModel live, int... counts) {
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
    live.see(all);
    return new Selection(
        List.of("anchor", "buoy", "crate"),
        images,
        new LabelledImages(List.of(), new int[0]),
        new TreeMap<>(),
        "digest");
  }
}
