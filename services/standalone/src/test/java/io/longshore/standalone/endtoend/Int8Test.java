package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A first model is followed by its int8 twin, which a scorer serves and which is made again from
 * its manifest; a rebalance after that is of the model in floats, and has a twin, too.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class Int8Test {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "longshore.tracker.effect-floor", "0.99",
          "longshore.tracker.first-model-labels", "60",
          "longshore.trainer.memory-per-class", "20",
          "longshore.trainer.parity-images", "20",
          "longshore.trainer.quantize", "int8");

  private TestSystem system;
  private ModelManifest first;
  private ModelManifest twin;
  private ModelManifest rebalanced;
  private ModelManifest second;
  private Cli again;

  @BeforeAll
  void a_model_is_followed_by_its_twin(@TempDir Path data) {
    system = TestSystem.start(data, SETTINGS);
    system.send(Picture.heldOut(Map.of("ant", 20, "bee", 20, "cow", 20)));
    system.send(Picture.stream("stream", Map.of("ant", 36, "bee", 16, "cow", 8)));
    first = system.awaitServed(Gear.RETRAIN, 0);
    twin = system.awaitServed(Gear.RETRAIN, 1);
    system.awaitPredicted(Picture.stream("stream", Map.of("ant", 36, "bee", 16, "cow", 8)));
    again = Cli.run(system.withBroker("reproduce", twin.version().brief()));
    system.send(Picture.stream("later", Map.of("ant", 1, "cow", 8)));
    Cli.run(system.withBroker("adapt", "rebalance", "--reason", "to see"));
    rebalanced = system.awaitServed(Gear.REBALANCE, 0);
    second = system.awaitServed(Gear.REBALANCE, 1);
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void the_twin_has_the_head_of_the_first_model_and_passed_its_gate() {
    assertThat(first.recipe().quantization()).isEmpty();
    assertThat(twin.recipe().quantization()).contains("int8-qdq");
    assertThat(twin.recipe().parent()).contains(first.version());
    assertThat(twin.head()).isEqualTo(first.head());
    assertThat(twin.backbone().sha256()).isNotEqualTo(first.backbone().sha256());
    assertThat(twin.baseline().orElseThrow().version()).isEqualTo(first.version());
  }

  @Test
  void the_twin_is_made_again_byte_for_byte() {
    assertThat(again.err()).isEmpty();
    assertThat(again.out())
        .containsPattern(row("backbone", twin.backbone().sha256()))
        .containsPattern(row("head", twin.head().sha256()))
        .contains("the same model, byte for byte");
    assertThat(again.status()).isZero();
  }

  @Test
  void a_rebalance_is_of_the_model_in_floats_and_has_a_twin() {
    assertThat(rebalanced.recipe().parent()).contains(first.version());
    assertThat(rebalanced.backbone()).isEqualTo(first.backbone());
    assertThat(second.recipe().parent()).contains(rebalanced.version());
    assertThat(second.recipe().quantization()).contains("int8-qdq");
  }

  @Test
  void no_model_has_two_twins() {
    List<Optional<String>> quantized =
        system.models(Gear.RETRAIN).stream().map(m -> m.recipe().quantization()).toList();

    assertThat(quantized).containsExactly(Optional.empty(), Optional.of("int8-qdq"));
  }

  private static String row(String artifact, String digest) {
    return "(?m)^" + artifact + " +" + digest + " +" + digest + " +yes$";
  }
}
