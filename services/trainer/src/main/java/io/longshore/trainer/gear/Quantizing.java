package io.longshore.trainer.gear;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.Sha256;
import io.longshore.onnx.Calibration;
import io.longshore.ssd.TrainedModel;
import io.longshore.trainer.export.OnnxExport;
import io.longshore.trainer.parity.ParityCase;
import io.longshore.trainer.run.Examples;
import io.longshore.trainer.run.LabelledPixels;
import io.longshore.trainer.run.Snapshot;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * Makes the int8 twin of a float32 model: its backbone in whole numbers of 8 bits, calibrated on
 * images of the replay memory, under its own head. The same model and the same memory always give
 * the same bytes.
 */
public final class Quantizing {
  /** What {@link ModelRecipe#QUANTIZATION} says of a twin. */
  public static final String INT8 = "int8-qdq";

  /** The parameter that has the digest of the calibration images. */
  public static final String CALIBRATION = "calibration";

  /** The parameter that has the number of images to calibrate on, evenly over the classes. */
  public static final String CALIBRATION_IMAGES = "calibration.images";

  private static final String RULE = "calibration.rule";

  /** Images to calibrate on. */
  public static final int IMAGES = 300;

  private final RecipeWriting recipes;

  public Quantizing(RecipeWriting recipes) {
    this.recipes = recipes;
  }

  /** What to calibrate that model on, and judge it by. */
  public static Examples examples(Snapshot snapshot, ModelManifest of, int images) {
    return snapshot.calibrating(of.version(), of.classNames(), of.recipe().input(), images);
  }

  /**
   * The twin of the live model.
   *
   * @param examples of {@link #examples}
   */
  public Twin twin(LiveModel live, Examples examples) {
    ModelManifest of = live.manifest();
    live.backbone(); // the parameters are those that are served, or this is no twin
    byte[] head = live.head();
    byte[] backbone = backbone(live.model(), examples.learning());
    ModelRecipe recipe =
        recipes.derive(
            of,
            examples.offsets(),
            examples.memoryDigest(),
            Map.of(
                "method",
                "static quantization",
                ModelRecipe.QUANTIZATION,
                INT8,
                CALIBRATION,
                digest(examples.learning()),
                CALIBRATION_IMAGES,
                Integer.toString(IMAGES),
                RULE,
                Calibration.RULE));
    live.see(examples.heldOut());
    float[] logits = live.servedHead().logits(live.features(examples.heldOut().images()));
    return new Twin(
        of,
        recipe,
        backbone,
        head,
        ParityCase.of(examples.heldOut(), live.servedHead().classes(), logits),
        live.judge(recipe.classes(), examples.heldOut().images()));
  }

  /** The backbone of that model in whole numbers, as ONNX. */
  public static byte[] backbone(TrainedModel model, LabelledPixels calibration) {
    return OnnxExport.int8Backbone(model, calibration.pixels());
  }

  /** SHA-256 of which images they are and what they look like. */
  private static String digest(LabelledPixels images) {
    var all = new ByteArrayOutputStream();
    images.images().ids().forEach(id -> all.writeBytes((id.value() + "\n").getBytes(UTF_8)));
    all.writeBytes(images.pixels());
    return Sha256.hex(all.toByteArray());
  }
}
