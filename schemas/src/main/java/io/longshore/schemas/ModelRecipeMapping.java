package io.longshore.schemas;

import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.OffsetRange;
import io.longshore.domain.model.Provenance;
import io.longshore.schemas.v1.ModelManifestProto;
import java.util.Optional;
import java.util.TreeMap;

/** Recipes, the part of a manifest that the version is the hash of. */
final class ModelRecipeMapping {

  private ModelRecipeMapping() {}

  static ModelManifestProto.ModelRecipe write(ModelRecipe recipe) {
    var message =
        ModelManifestProto.ModelRecipe.newBuilder()
            .setStream(recipe.stream())
            .setGear(AdaptationCodec.GEAR.wire(recipe.gear()))
            .addAllClasses(recipe.classes().stream().map(ModelRecipeMapping::write).toList())
            .setInput(write(recipe.input()))
            .setFeatureWidth(recipe.featureWidth())
            .setProvenance(write(recipe.provenance()));
    recipe.parent().ifPresent(version -> message.setParent(version.value()));
    return message.build();
  }

  static ModelRecipe read(ModelManifestProto.ModelRecipe recipe) {
    return new ModelRecipe(
        recipe.getStream(),
        AdaptationCodec.GEAR.domain(recipe.getGear()),
        recipe.hasParent() ? Optional.of(new ModelVersion(recipe.getParent())) : Optional.empty(),
        recipe.getClassesList().stream().map(ModelRecipeMapping::read).toList(),
        read(recipe.getInput()),
        recipe.getFeatureWidth(),
        read(recipe.getProvenance()));
  }

  private static ModelManifestProto.ClassEntry write(ClassEntry entry) {
    return ModelManifestProto.ClassEntry.newBuilder()
        .setName(entry.name())
        .setImages(entry.images())
        .setReferenceWeight(entry.referenceWeight())
        .build();
  }

  private static ClassEntry read(ModelManifestProto.ClassEntry entry) {
    return new ClassEntry(entry.getName(), entry.getImages(), entry.getReferenceWeight());
  }

  private static ModelManifestProto.ImageShape write(ImageShape shape) {
    return ModelManifestProto.ImageShape.newBuilder()
        .setHeight(shape.height())
        .setWidth(shape.width())
        .setChannels(shape.channels())
        .build();
  }

  private static ImageShape read(ModelManifestProto.ImageShape shape) {
    return new ImageShape(shape.getHeight(), shape.getWidth(), shape.getChannels());
  }

  private static ModelManifestProto.Provenance write(Provenance provenance) {
    var message =
        ModelManifestProto.Provenance.newBuilder()
            .setAdaptation(provenance.adaptation())
            .setMemoryDigest(provenance.memoryDigest())
            .setSeed(provenance.seed())
            .putAllParameters(provenance.parameters())
            .putAllSoftware(provenance.software())
            .setDevice(provenance.device());
    provenance
        .labelOffsets()
        .forEach((partition, range) -> message.putLabelOffsets(partition, write(range)));
    return message.build();
  }

  private static Provenance read(ModelManifestProto.Provenance provenance) {
    var labelOffsets = new TreeMap<Integer, OffsetRange>();
    provenance
        .getLabelOffsetsMap()
        .forEach((partition, range) -> labelOffsets.put(partition, read(range)));
    return new Provenance(
        provenance.getAdaptation(),
        labelOffsets,
        provenance.getMemoryDigest(),
        provenance.getSeed(),
        new TreeMap<>(provenance.getParametersMap()),
        new TreeMap<>(provenance.getSoftwareMap()),
        provenance.getDevice());
  }

  private static ModelManifestProto.OffsetRange write(OffsetRange range) {
    return ModelManifestProto.OffsetRange.newBuilder()
        .setFrom(range.from())
        .setTo(range.to())
        .build();
  }

  private static OffsetRange read(ModelManifestProto.OffsetRange range) {
    return new OffsetRange(range.getFrom(), range.getTo());
  }
}
