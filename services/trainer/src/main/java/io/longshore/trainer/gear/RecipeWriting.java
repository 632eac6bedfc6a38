package io.longshore.trainer.gear;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.OffsetRange;
import io.longshore.domain.model.Provenance;
import io.longshore.trainer.run.Examples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Writes down what a model is made from.
 *
 * @param stream the stream served
 * @param seed of every random choice
 * @param software versions by name
 * @param device in words
 */
public record RecipeWriting(
    String stream, long seed, SortedMap<String, String> software, String device) {

  ModelRecipe write(
      Adaptation adaptation,
      Optional<ModelVersion> parent,
      Examples examples,
      int featureWidth,
      Map<String, String> parameters) {
    var offsets = new TreeMap<Integer, OffsetRange>();
    examples
        .offsets()
        .forEach((partition, next) -> offsets.put(partition, new OffsetRange(0, next)));
    var provenance =
        new Provenance(
            adaptation.id(),
            offsets,
            examples.memoryDigest(),
            seed,
            new TreeMap<>(parameters),
            software,
            device);
    return new ModelRecipe(
        stream,
        adaptation.gear(),
        parent,
        entries(adaptation.mix(), examples),
        examples.shape(),
        featureWidth,
        provenance);
  }

  /**
   * A class that the mix does not know weighs as much as it has images: then the whole mix is the
   * memory's.
   */
  private static List<ClassEntry> entries(Map<String, Double> mix, Examples examples) {
    int[] counts = examples.learning().counts(examples.classes().size());
    boolean known = mix.values().stream().anyMatch(weight -> weight > 0);
    return IntStream.range(0, counts.length)
        .mapToObj(
            c ->
                new ClassEntry(
                    examples.classes().get(c),
                    counts[c],
                    known ? mix.getOrDefault(examples.classes().get(c), 0.0) : counts[c]))
        .toList();
  }
}
