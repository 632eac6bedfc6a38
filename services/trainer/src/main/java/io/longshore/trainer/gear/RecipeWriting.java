package io.longshore.trainer.gear;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.OffsetRange;
import io.longshore.domain.model.Provenance;
import io.longshore.ssd.torch.Compute;
import io.longshore.trainer.memory.SelectionRule;
import io.longshore.trainer.run.Selection;
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
 * @param memory which images are remembered; its seed is that of every random choice
 * @param compute where and how training computes
 * @param threads of the engine, which the bits depend on
 * @param software versions by name
 * @param device in words
 */
public record RecipeWriting(
    String stream,
    SelectionRule memory,
    Compute compute,
    int threads,
    SortedMap<String, String> software,
    String device) {
  /** The parameter that names the number of threads. */
  public static final String THREADS = "threads";

  /** Seed of every random choice. */
  long seed() {
    return memory.seed();
  }

  /**
   * The recipe.
   *
   * @param gear that made the model; not always the one asked for
   */
  ModelRecipe write(
      Adaptation adaptation,
      Gear gear,
      Optional<ModelVersion> parent,
      Selection selection,
      ImageShape input,
      int featureWidth,
      Map<String, String> parameters) {
    var provenance =
        new Provenance(
            adaptation.id(),
            ranges(selection.offsets()),
            selection.memoryDigest(),
            seed(),
            complete(parameters),
            software,
            device);
    return new ModelRecipe(
        stream,
        gear,
        parent,
        entries(adaptation.mix(), selection),
        input,
        featureWidth,
        provenance);
  }

  /**
   * The recipe of a model that answers for the same classes as its parent and was made from that
   * and from the memory as it is.
   *
   * @param offsets next label of each partition: what the memory contained
   * @param memoryDigest of the learning memory
   */
  ModelRecipe derive(
      ModelManifest parent,
      SortedMap<Integer, Long> offsets,
      String memoryDigest,
      Map<String, String> parameters) {
    ModelRecipe recipe = parent.recipe();
    var provenance =
        new Provenance(
            recipe.provenance().adaptation(),
            ranges(offsets),
            memoryDigest,
            seed(),
            complete(parameters),
            software,
            device);
    return new ModelRecipe(
        stream,
        recipe.gear(),
        Optional.of(parent.version()),
        recipe.classes(),
        recipe.input(),
        recipe.featureWidth(),
        provenance);
  }

  private SortedMap<String, String> complete(Map<String, String> parameters) {
    var all = new TreeMap<>(parameters);
    all.putAll(memory.parameters());
    all.putAll(ComputeParameters.write(compute));
    all.put(THREADS, Integer.toString(threads));
    return all;
  }

  private static SortedMap<Integer, OffsetRange> ranges(SortedMap<Integer, Long> offsets) {
    var ranges = new TreeMap<Integer, OffsetRange>();
    offsets.forEach((partition, next) -> ranges.put(partition, new OffsetRange(0, next)));
    return ranges;
  }

  /**
   * A class that the mix does not know weighs as much as it has images: then the whole mix is the
   * memory's.
   */
  private static List<ClassEntry> entries(Map<String, Double> mix, Selection selection) {
    int[] counts = selection.learning().counts(selection.classes().size());
    boolean known = mix.values().stream().anyMatch(weight -> weight > 0);
    return IntStream.range(0, counts.length)
        .mapToObj(
            c ->
                new ClassEntry(
                    selection.classes().get(c),
                    counts[c],
                    known ? mix.getOrDefault(selection.classes().get(c), 0.0) : counts[c]))
        .toList();
  }
}
