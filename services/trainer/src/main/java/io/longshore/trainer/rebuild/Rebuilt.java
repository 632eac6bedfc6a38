package io.longshore.trainer.rebuild;

import io.longshore.domain.model.GoldenBatch;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.Sha256;
import io.longshore.ssd.TrainedModel;
import io.longshore.trainer.export.OnnxExport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came out of a rebuild, beside what the manifest says, as SHA-256.
 *
 * @param backbone of the ONNX backbone
 * @param head of the ONNX head
 * @param golden of the golden batch; empty of a quantized model, whose answers are ONNX Runtime's
 *     and may be others on another processor
 * @param model of the parameters as the trainer keeps them; a quantized model's are its parent's
 */
public record Rebuilt(String backbone, String head, Optional<String> golden, String model) {

  /** One artifact of the manifest and of the rebuild. */
  public record Comparison(String artifact, String manifest, String rebuilt) {
    public boolean isEqual() {
      return manifest.equals(rebuilt);
    }
  }

  /** A quantized backbone under the head of the model that it was made from. */
  static Rebuilt twin(TrainedModel of, byte[] backbone) {
    return new Rebuilt(
        Sha256.hex(backbone),
        Sha256.hex(OnnxExport.head(of)),
        Optional.empty(),
        Sha256.hex(of.toBytes()));
  }

  static Rebuilt of(TrainedModel model, GoldenBatch golden) {
    return new Rebuilt(
        Sha256.hex(OnnxExport.backbone(model)),
        Sha256.hex(OnnxExport.head(model)),
        Optional.of(Sha256.hex(golden.bytes())),
        Sha256.hex(model.toBytes()));
  }

  /**
   * All that can be compared.
   *
   * @param kept digest of the trainer's own copy, if there is one
   */
  public List<Comparison> comparedWith(ModelManifest manifest, Optional<String> kept) {
    var comparisons = new ArrayList<Comparison>();
    comparisons.add(new Comparison("backbone", manifest.backbone().sha256(), backbone));
    comparisons.add(new Comparison("head", manifest.head().sha256(), head));
    manifest
        .golden()
        .flatMap(batch -> golden.map(made -> new Comparison("golden batch", batch.sha256(), made)))
        .ifPresent(comparisons::add);
    kept.ifPresent(digest -> comparisons.add(new Comparison("trained model", digest, model)));
    return List.copyOf(comparisons);
  }
}
