package io.longshore.standalone.endtoend;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.onnx.Convolution;
import io.longshore.onnx.OnnxBackbone;
import io.longshore.onnx.OnnxHead;
import io.longshore.runtime.artifact.ArtifactStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model in ONNX that tells {@link Shade}s apart as well as its recipe says. The features of an
 * image are {@code relu(gain x)} and {@code relu(-gain x)} with x = (brightness - 100) / 50; the
 * head gives each class {@code 2 m x - m^2}, m its middle, and moves the boundary between the two
 * brightest.
 *
 * @param number of the model: another number is another version, and later
 * @param gear that made it
 * @param gain of the backbone: models of one gain share one
 * @param boundary brightness above which an image is a lynx
 * @param classes that it knows
 */
public record ShadeModel(
    int number, Gear gear, float gain, int boundary, List<ClassEntry> classes) {
  /** Above it an image of {@link Shade} is a lynx. */
  static final int RIGHT = 160;

  private static final float MEAN = 100;
  private static final float DEVIATION = 50;
  private static final float[] MIDDLES = {-0.7f, 0.6f, 2};
  private static final int GOLDEN = 12;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** A retrained model of all classes. */
  public static ModelManifest retrained(int number, int boundary, ArtifactStore store) {
    return new ShadeModel(number, Gear.RETRAIN, 1 + number, boundary, Shade.classes()).in(store);
  }

  /** Puts the files into a store; the manifest that names them and is content with itself. */
  ModelManifest in(ArtifactStore store) {
    return new ModelManifest(
        new ModelRecipe(
            "default",
            gear,
            Optional.empty(),
            classes,
            Shade.SHAPE,
            2,
            new Provenance(
                "ask-" + number,
                new TreeMap<>(),
                "memory",
                number,
                new TreeMap<>(),
                new TreeMap<>(),
                "cpu")),
        store.put(backbone()),
        store.put(OnnxHead.write(weight(), bias())),
        new Evaluation(
            classes.stream().map(c -> new ClassResult(c.name(), c.group(), 90, 100)).toList()),
        Optional.empty(),
        new ParityReport(100, 1e-6, 100, 0.1),
        NOON.plusSeconds(number),
        Optional.of(store.put(golden().bytes())),
        Optional.empty());
  }

  private byte[] backbone() {
    return new OnnxBackbone(
            Shade.SHAPE.height(),
            Shade.SHAPE.width(),
            1,
            new float[] {MEAN},
            new float[] {DEVIATION})
        .stem(Convolution.of(new float[] {gain, -gain}, 2, 1, 1, 1))
        .toBytes();
  }

  private float[] weight() {
    float[] weight = new float[2 * classes.size()];
    for (int c = 0; c < classes.size(); c++) {
      weight[2 * c] = 2 * MIDDLES[c] / gain;
      weight[2 * c + 1] = -weight[2 * c];
    }
    return weight;
  }

  private float[] bias() {
    float[] bias = new float[classes.size()];
    for (int c = 0; c < bias.length; c++) {
      bias[c] = -MIDDLES[c] * MIDDLES[c];
    }
    int last = MIDDLES.length - 1;
    if (bias.length > last) {
      float at = 2 * (boundary - MEAN) / DEVIATION;
      bias[last] = bias[last - 1] + (MIDDLES[last - 1] - MIDDLES[last]) * at;
    }
    return bias;
  }

  /** In plain arithmetic. */
  private GoldenBatch golden() {
    int size = Shade.SHAPE.size();
    byte[] pixels = new byte[GOLDEN * size];
    float[] logits = new float[GOLDEN * classes.size()];
    for (int i = 0; i < GOLDEN; i++) {
      int shade = i * 255 / (GOLDEN - 1);
      Arrays.fill(pixels, i * size, (i + 1) * size, (byte) shade);
      for (int c = 0; c < classes.size(); c++) {
        logits[i * classes.size() + c] =
            weight()[2 * c] * gain * (shade - MEAN) / DEVIATION + bias()[c];
      }
    }
    return new GoldenBatch(Shade.SHAPE, classes.size(), pixels, logits);
  }
}
