package io.longshore.domain.model;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.signature.CanonicalText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a model is made from. Its hash is the model's version, so the same recipe has the same name
 * wherever it is cooked.
 *
 * @param stream the stream it serves
 * @param gear which gear made it
 * @param parent the model it started from
 * @param classes outputs in order
 * @param input shape of the images it reads, as unsigned bytes
 * @param featureWidth width of the features between backbone and head
 * @param provenance everything else
 */
public record ModelRecipe(
    String stream,
    Gear gear,
    Optional<ModelVersion> parent,
    List<ClassEntry> classes,
    ImageShape input,
    int featureWidth,
    Provenance provenance) {

  /** The parameter that names how the backbone was quantized. */
  public static final String QUANTIZATION = "quantization";

  public ModelRecipe {
    classes = List.copyOf(classes);
    if (classes.stream().map(ClassEntry::name).distinct().count() != classes.size()) {
      throw new IllegalArgumentException("a model's classes have different names");
    }
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "a model needs at least two classes, not " + classes.size());
    }
    if (featureWidth < 1) {
      throw new IllegalArgumentException("feature width " + featureWidth);
    }
  }

  public ModelVersion version() {
    return new ModelVersion(Sha256.hex(canonical().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * How the backbone was quantized; empty if it computes in floats. A quantized model is its parent
   * in other numbers: it answers nearly like it, not exactly.
   */
  public Optional<String> quantization() {
    return Optional.ofNullable(provenance.parameters().get(QUANTIZATION));
  }

  public List<String> classNames() {
    return classes.stream().map(ClassEntry::name).toList();
  }

  /** What is hashed into the version. */
  String canonical() {
    var text = new CanonicalText("longshore-recipe/1");
    text.line("stream", stream)
        .line("gear", gear.word())
        .line("parent", parent.map(ModelVersion::value).orElse(""));
    for (ClassEntry entry : classes) {
      text.line("class", entry.name())
          .line("images", Integer.toString(entry.images()))
          .line("weight", Double.toHexString(entry.referenceWeight()));
    }
    text.line("input", input.toString())
        .line("features", Integer.toString(featureWidth))
        .line("adaptation", provenance.adaptation());
    provenance.labelOffsets().forEach((p, r) -> text.line("labels." + p, r.from() + ".." + r.to()));
    text.line("memory", provenance.memoryDigest()).line("seed", Long.toString(provenance.seed()));
    provenance.parameters().forEach((k, v) -> text.line("parameter." + k, v));
    provenance.software().forEach((k, v) -> text.line("software." + k, v));
    return text.line("device", provenance.device()).toString();
  }
}
