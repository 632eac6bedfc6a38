package io.longshore.domain.model;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
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

  public List<String> classNames() {
    return classes.stream().map(ClassEntry::name).toList();
  }

  /**
   * One line a fact, in a fixed order; strings are length-prefixed, so no two recipes read the
   * same.
   */
  String canonical() {
    var text = new StringBuilder("longshore-recipe/1\n");
    line(text, "stream", stream);
    line(text, "gear", gear.word());
    line(text, "parent", parent.map(ModelVersion::value).orElse(""));
    for (ClassEntry entry : classes) {
      line(text, "class", entry.name());
      line(text, "images", Integer.toString(entry.images()));
      line(text, "weight", Double.toHexString(entry.referenceWeight()));
    }
    line(text, "input", input.toString());
    line(text, "features", Integer.toString(featureWidth));
    line(text, "adaptation", provenance.adaptation());
    provenance
        .labelOffsets()
        .forEach((p, r) -> line(text, "labels." + p, r.from() + ".." + r.to()));
    line(text, "memory", provenance.memoryDigest());
    line(text, "seed", Long.toString(provenance.seed()));
    provenance.parameters().forEach((k, v) -> line(text, "parameter." + k, v));
    provenance.software().forEach((k, v) -> line(text, "software." + k, v));
    line(text, "device", provenance.device());
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name.length()).append(':').append(name).append(' ');
    text.append(value.length()).append(':').append(value).append('\n');
  }
}
