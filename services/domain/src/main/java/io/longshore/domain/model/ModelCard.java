package io.longshore.domain.model;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a model says of itself when it leaves Longshore as a file: enough to call it and to find its
 * manifest again.
 *
 * @param entries by key; keys begin with {@code longshore.}
 */
public record ModelCard(SortedMap<String, String> entries) {
  private static final int CONTROLS = 0x20;

  public ModelCard {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  public static ModelCard of(ModelManifest manifest) {
    ModelRecipe recipe = manifest.recipe();
    var entries = new TreeMap<String, String>();
    entries.put("longshore.version", manifest.version().value());
    entries.put("longshore.stream", recipe.stream());
    entries.put("longshore.gear", recipe.gear().word());
    recipe.parent().ifPresent(parent -> entries.put("longshore.parent", parent.value()));
    entries.put("longshore.created", manifest.createdAt().toString());
    entries.put("longshore.classes", json(manifest.classNames()));
    entries.put("longshore.input", input(recipe));
    entries.put(
        "longshore.normalization",
        "within the graph: give the bytes 0..255 as they are, neither scaled nor centred");
    entries.put(
        "longshore.resizing",
        "area average when shrinking, bilinear when growing; grey is repeated into three channels,"
            + " three become grey by 0.299 R + 0.587 G + 0.114 B");
    entries.put(
        "longshore.output",
        "logits: float32 (N, %d), in the order of longshore.classes; softmax makes probabilities"
            .formatted(recipe.classes().size()));
    entries.put("longshore.numbers", recipe.quantization().orElse("float32"));
    put(entries, "balanced", manifest.evaluation().balanced());
    for (ShotGroup group : ShotGroup.values()) {
      put(entries, group.name().toLowerCase(Locale.ROOT), manifest.evaluation().accuracy(group));
    }
    entries.put("longshore.backbone.sha256", manifest.backbone().sha256());
    entries.put("longshore.head.sha256", manifest.head().sha256());
    return new ModelCard(entries);
  }

  private static String input(ModelRecipe recipe) {
    return "image: uint8 (N, %d, %d, %d), rows from the top, %s"
        .formatted(
            recipe.input().height(),
            recipe.input().width(),
            recipe.input().channels(),
            recipe.input().channels() == 1 ? "grey" : "red, green, blue");
  }

  private static void put(SortedMap<String, String> entries, String what, OptionalDouble accuracy) {
    accuracy.ifPresent(
        value ->
            entries.put("longshore.accuracy." + what, String.format(Locale.ROOT, "%.4f", value)));
  }

  /** A JSON array: class names may hold any separator. */
  private static String json(List<String> names) {
    return names.stream().map(ModelCard::quoted).collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String name) {
    var text = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < CONTROLS) {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
