package io.longshore.trainer.gear;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.OffsetRange;
import io.longshore.trainer.Pictures;
import io.longshore.trainer.Tiny;
import io.longshore.trainer.run.LabelledImages;
import io.longshore.trainer.run.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecipeWritingTest {
  private static final ModelVersion PARENT = new ModelVersion("0".repeat(64));
  private static final Selection SELECTION =
      new Selection(
          List.of("anchor", "buoy"),
          new LabelledImages(
              List.of(new ImageId("1"), new ImageId("2"), new ImageId("3")), new int[] {0, 0, 1}),
          new LabelledImages(List.of(), new int[0]),
          new TreeMap<>(Map.of(0, 12L, 4, 7L)),
          "digest");

  @Test
  void a_recipe_says_what_the_model_is_made_from() {
    ModelRecipe recipe = recipe(Map.of("buoy", 2.5, "unknown", 9.0), 7, Gear.RETRAIN);

    assertThat(recipe.stream()).isEqualTo("beach");
    assertThat(recipe.gear()).isEqualTo(Gear.RETRAIN);
    assertThat(recipe.parent()).contains(PARENT);
    assertThat(recipe.provenance().adaptation()).isEqualTo("asked");
    assertThat(recipe.provenance().labelOffsets())
        .containsExactly(Map.entry(0, new OffsetRange(0, 12)), Map.entry(4, new OffsetRange(0, 7)));
    assertThat(recipe.provenance().memoryDigest()).isEqualTo("digest");
    assertThat(recipe.provenance().parameters()).containsEntry("method", "test");
    assertThat(recipe.provenance().parameters())
        .containsEntry("device", "cpu")
        .containsEntry("precision", "float32")
        .containsEntry("layout", "channels-last");
  }

  @Test
  void classes_have_their_images_and_their_weight_in_the_mix() {
    ModelRecipe recipe = recipe(Map.of("buoy", 2.5), 7, Gear.RETRAIN);

    assertThat(recipe.classes())
        .containsExactly(new ClassEntry("anchor", 2, 0), new ClassEntry("buoy", 1, 2.5));
  }

  @Test
  void without_a_mix_the_memory_is_the_mix() {
    ModelRecipe recipe = recipe(Map.of(), 7, Gear.RETRAIN);

    assertThat(recipe.classes()).extracting(ClassEntry::referenceWeight).containsExactly(2.0, 1.0);
  }

  @Test
  void the_gear_is_the_one_that_made_the_model_not_the_one_asked_for() {
    assertThat(recipe(Map.of(), 7, Gear.REBALANCE).gear()).isEqualTo(Gear.REBALANCE);
    assertThat(recipe(Map.of(), 7, Gear.RETRAIN).gear()).isEqualTo(Gear.RETRAIN);
  }

  @Test
  void the_same_recipe_has_the_same_version_and_another_seed_another() {
    ModelVersion version = recipe(Map.of(), 7, Gear.RETRAIN).version();

    assertThat(recipe(Map.of(), 7, Gear.RETRAIN).version()).isEqualTo(version);
    assertThat(recipe(Map.of(), 8, Gear.RETRAIN).version()).isNotEqualTo(version);
  }

  private static ModelRecipe recipe(Map<String, Double> mix, long seed, Gear made) {
    var asked =
        new Adaptation(
            "asked",
            "beach",
            Gear.REBALANCE,
            "because",
            DriftEvidence.NONE,
            new TreeMap<>(mix),
            new TreeMap<>(),
            Instant.EPOCH);
    return Tiny.recipes(seed)
        .write(
            asked,
            made,
            Optional.of(PARENT),
            SELECTION,
            Pictures.SHAPE,
            8,
            Map.of("method", "test"));
  }
}
