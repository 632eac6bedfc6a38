package io.longshore.trainer;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.OffsetRange;
import java.util.Map;
import java.util.Optional;

/** When a run under way is worth nothing any more, since another model went live meanwhile. */
final class Obsolescence {

  private Obsolescence() {}

  /**
   * Why a rebalance is obsolete: it fits a head to a backbone that is not served any more.
   *
   * @param of the model it rebalances
   * @param live the model that is live now
   */
  static Optional<String> ofRebalance(ModelManifest of, Optional<ModelManifest> live) {
    return live.filter(now -> !now.backbone().sha256().equals(of.backbone().sha256()))
        .map(
            now ->
                "model %s went live with another backbone; this head would not fit it"
                    .formatted(now.version().brief()));
  }

  /**
   * Why a retrain is obsolete: a model that has learned from everything that it learns from, and
   * from more, was trained elsewhere and went live.
   *
   * @param parent the model that was live when the run began
   * @param offsets next label of each partition: what the run learns from
   * @param live the model that is live now
   */
  static Optional<String> ofRetrain(
      Optional<ModelManifest> parent, Map<Integer, Long> offsets, Optional<ModelManifest> live) {
    return live.filter(now -> now.recipe().gear() == Gear.RETRAIN)
        .filter(now -> !parent.map(ModelManifest::version).equals(Optional.of(now.version())))
        .filter(now -> hasLearnedFrom(now, offsets))
        .map(
            now ->
                "model %s went live, which was trained on all labels of this run and on more"
                    .formatted(now.version().brief()));
  }

  private static boolean hasLearnedFrom(ModelManifest model, Map<Integer, Long> offsets) {
    Map<Integer, OffsetRange> learned = model.recipe().provenance().labelOffsets();
    long more =
        offsets.entrySet().stream()
            .mapToLong(e -> to(learned, e.getKey()) - e.getValue())
            .filter(ahead -> ahead > 0)
            .count();
    return more > 0
        && offsets.entrySet().stream().allMatch(e -> to(learned, e.getKey()) >= e.getValue());
  }

  private static long to(Map<Integer, OffsetRange> learned, int partition) {
    OffsetRange range = learned.get(partition);
    return range == null ? 0 : range.to();
  }
}
