package io.longshore.schemas;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ParityReport;
import io.longshore.schemas.v1.ModelManifestProto;
import java.util.Optional;

/**
 * Manifests. The version is the hash of the recipe, so it is recomputed and compared: a manifest
 * whose recipe was changed on the way, or was hashed by other rules, is refused.
 */
final class ModelManifestCodec {
  static final Codec<ModelManifest> CODEC =
      new ProtobufCodec<>(
          "model-manifest",
          ModelManifestProto.ModelManifest.parser(),
          ModelManifestCodec::write,
          ModelManifestCodec::read);

  private ModelManifestCodec() {}

  private static ModelManifestProto.ModelManifest write(ModelManifest manifest) {
    var message =
        ModelManifestProto.ModelManifest.newBuilder()
            .setVersion(manifest.version().value())
            .setRecipe(ModelRecipeMapping.write(manifest.recipe()))
            .setBackbone(write(manifest.backbone()))
            .setHead(write(manifest.head()))
            .setEvaluation(EvaluationMapping.write(manifest.evaluation()))
            .setParity(write(manifest.parity()))
            .setCreatedAt(Times.wire(manifest.createdAt()));
    manifest.baseline().ifPresent(baseline -> message.setBaseline(write(baseline)));
    manifest.golden().ifPresent(golden -> message.setGolden(write(golden)));
    manifest.signature().ifPresent(s -> message.setSignature(SignatureMapping.write(s)));
    return message.build();
  }

  private static ModelManifest read(ModelManifestProto.ModelManifest message) {
    var manifest =
        new ModelManifest(
            ModelRecipeMapping.read(message.getRecipe()),
            read(message.getBackbone()),
            read(message.getHead()),
            EvaluationMapping.read(message.getEvaluation()),
            message.hasBaseline() ? Optional.of(read(message.getBaseline())) : Optional.empty(),
            read(message.getParity()),
            Times.domain(message.getCreatedAt()),
            message.hasGolden() ? Optional.of(read(message.getGolden())) : Optional.empty(),
            message.hasSignature()
                ? Optional.of(SignatureMapping.read(message.getSignature()))
                : Optional.empty());
    if (!manifest.version().value().equals(message.getVersion())) {
      throw new IllegalArgumentException(
          "field version is '%s', but the recipe hashes to '%s'"
              .formatted(message.getVersion(), manifest.version().value()));
    }
    return manifest;
  }

  private static ModelManifestProto.ArtifactRef write(ArtifactRef artifact) {
    return ModelManifestProto.ArtifactRef.newBuilder()
        .setSha256(artifact.sha256())
        .setSize(artifact.size())
        .setPosition(artifact.position())
        .build();
  }

  private static ArtifactRef read(ModelManifestProto.ArtifactRef artifact) {
    return new ArtifactRef(artifact.getSha256(), artifact.getSize(), artifact.getPosition());
  }

  private static ModelManifestProto.Baseline write(Baseline baseline) {
    return ModelManifestProto.Baseline.newBuilder()
        .setVersion(baseline.version().value())
        .setEvaluation(EvaluationMapping.write(baseline.evaluation()))
        .build();
  }

  private static Baseline read(ModelManifestProto.Baseline baseline) {
    return new Baseline(
        new ModelVersion(baseline.getVersion()), EvaluationMapping.read(baseline.getEvaluation()));
  }

  private static ModelManifestProto.ParityReport write(ParityReport parity) {
    return ModelManifestProto.ParityReport.newBuilder()
        .setImages(parity.images())
        .setMaxAbsoluteDifference(parity.maxAbsoluteDifference())
        .setArgmaxEqual(parity.argmaxEqual())
        .setMillisPerImage(parity.millisPerImage())
        .build();
  }

  private static ParityReport read(ModelManifestProto.ParityReport parity) {
    return new ParityReport(
        parity.getImages(),
        parity.getMaxAbsoluteDifference(),
        parity.getArgmaxEqual(),
        parity.getMillisPerImage());
  }
}
