package io.longshore.standalone.soak;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.Provenance;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.ssd.Ssd;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.Architecture;
import io.longshore.trainer.export.OnnxExport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Models that have seen nothing but noise: as fast and as large as any of their shape.
 *
 * @param recipe what it says of itself
 * @param backbone its file
 * @param head its file
 * @param int8 the backbone once more in whole numbers
 */
@SuppressWarnings("ArrayRecordComponent") // files, handed on and never compared
public record NoiseModel(ModelRecipe recipe, byte[] backbone, byte[] head, byte[] int8) {

  /** The small network of the demo. */
  public static NoiseModel small(int seed) {
    return trained(
        SsdParameters.demo().withEpochs(1, 1).withSeed(seed), NoiseImages.set(256, seed));
  }

  /** ResNet-32 on images of 32x32x3 with 100 classes. */
  public static NoiseModel resNet32(int seed) {
    return trained(
        SsdParameters.demo()
            .withArchitecture(Architecture.resNet32())
            .withEpochs(1, 1)
            .withSeed(seed),
        NoiseImages.set(new ImageShape(32, 32, 3), 100, 200, seed));
  }

  private static NoiseModel trained(SsdParameters parameters, TrainingSet images) {
    try (TrainedModel model = Ssd.with(parameters).train(images)) {
      var input = model.spec().image();
      List<ClassEntry> classes =
          IntStream.range(0, model.classes())
              .mapToObj(c -> new ClassEntry("class " + c, 10, 1))
              .toList();
      var recipe =
          new ModelRecipe(
              "noise",
              Gear.RETRAIN,
              Optional.<ModelVersion>empty(),
              classes,
              new io.longshore.domain.image.ImageShape(
                  input.height(), input.width(), input.channels()),
              model.spec().featureWidth(),
              new Provenance(
                  "noise",
                  new TreeMap<>(),
                  "noise",
                  parameters.seed(),
                  new TreeMap<>(),
                  new TreeMap<>(),
                  "cpu"));
      return new NoiseModel(
          recipe,
          OnnxExport.backbone(model),
          OnnxExport.head(model),
          OnnxExport.int8Backbone(model, images.pixels()));
    }
  }

  /** The same in whole numbers. */
  public NoiseModel quantized() {
    return new NoiseModel(recipe, int8, head, int8);
  }

  /** Puts the files into a store; the manifest that names them. */
  public ModelManifest in(ArtifactStore store) {
    return new ModelManifest(
        recipe,
        store.put(backbone),
        store.put(head),
        Evaluation.NONE,
        Optional.empty(),
        new ParityReport(0, 0, 0, 0),
        Instant.EPOCH);
  }
}
