package io.longshore.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelCardTest {
  private static final String DIGEST = "ab".repeat(32);

  @Test
  void a_card_says_how_to_call_the_model_and_how_good_it_was() {
    ModelManifest manifest = manifest(List.of("cat", "newt"), Map.of());

    Map<String, String> card = ModelCard.of(manifest).entries();

    assertThat(card)
        .containsEntry("longshore.version", manifest.version().value())
        .containsEntry("longshore.gear", "retrain")
        .containsEntry("longshore.classes", "[\"cat\",\"newt\"]")
        .containsEntry(
            "longshore.input", "image: uint8 (N, 28, 20, 3), rows from the top, red, green, blue")
        .containsEntry("longshore.numbers", "float32")
        .containsEntry("longshore.accuracy.balanced", "0.7500")
        .containsEntry("longshore.accuracy.few", "0.5000")
        .doesNotContainKeys("longshore.parent", "longshore.accuracy.medium");
  }

  @Test
  void a_class_may_be_called_anything() {
    ModelManifest manifest = manifest(List.of("a\"b\\c", "größe, klein"), Map.of());

    assertThat(ModelCard.of(manifest).entries())
        .containsEntry("longshore.classes", "[\"a\\\"b\\\\c\",\"größe, klein\"]");
  }

  @Test
  void a_quantized_model_says_so() {
    ModelManifest manifest =
        manifest(List.of("cat", "newt"), Map.of(ModelRecipe.QUANTIZATION, "int8"));

    assertThat(ModelCard.of(manifest).entries()).containsEntry("longshore.numbers", "int8");
  }

  private static ModelManifest manifest(List<String> classes, Map<String, String> parameters) {
    var provenance =
        new Provenance(
            "reef-1",
            new TreeMap<>(),
            "digest",
            7,
            new TreeMap<>(parameters),
            new TreeMap<>(Map.of("java", "17")),
            "cpu");
    var recipe =
        new ModelRecipe(
            "reef",
            Gear.RETRAIN,
            Optional.empty(),
            classes.stream().map(name -> new ClassEntry(name, 3, 1)).toList(),
            new ImageShape(28, 20, 3),
            64,
            provenance);
    var evaluation =
        new Evaluation(
            List.of(
                new ClassResult("cat", ShotGroup.MANY, 4, 4),
                new ClassResult("newt", ShotGroup.FEW, 1, 2)));
    return new ModelManifest(
        recipe,
        new ArtifactRef(DIGEST, 10, 0),
        new ArtifactRef(DIGEST, 10, 1),
        evaluation,
        Optional.empty(),
        new ParityReport(2, 0, 2, 1),
        Instant.EPOCH);
  }
}
