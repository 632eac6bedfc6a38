package io.longshore.tracker.count;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the tracker keeps of a manifest.
 *
 * @param gear which gear made the model
 * @param parent the model it started from
 * @param weights the mix it was adapted to: class name to units
 */
public record ModelMix(
    Gear gear, Optional<ModelVersion> parent, SortedMap<String, Double> weights) {

  public ModelMix {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  public static ModelMix of(ModelManifest manifest) {
    var weights = new TreeMap<String, Double>();
    for (ClassEntry entry : manifest.recipe().classes()) {
      weights.put(entry.name(), entry.referenceWeight());
    }
    return new ModelMix(manifest.recipe().gear(), manifest.recipe().parent(), weights);
  }

  /** The model whose backbone this one has, if it is not its own. */
  public Optional<ModelVersion> backboneOf() {
    return gear == Gear.REBALANCE ? parent : Optional.empty();
  }
}
