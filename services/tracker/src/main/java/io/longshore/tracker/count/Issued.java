package io.longshore.tracker.count;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelVersion;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has been said so far.
 *
 * @param snapshots number of snapshots published
 * @param adaptations number of adaptations asked for
 * @param unpublished changes since the last snapshot
 * @param asked the last decision for each gear
 */
public record Issued(long snapshots, long adaptations, long unpublished, Map<Gear, Asked> asked) {
  public static final Issued NOTHING = new Issued(0, 0, 0, Map.of());

  public Issued {
    var copy = new EnumMap<Gear, Asked>(Gear.class);
    copy.putAll(asked);
    asked = Collections.unmodifiableMap(copy);
  }

  /**
   * A decision to adapt.
   *
   * @param model whose head or backbone was to be replaced; another one in its place answers the
   *     decision
   * @param units units of the stream then
   */
  public record Asked(Optional<ModelVersion> model, long units) {}

  Issued changed(long changes) {
    return new Issued(snapshots, adaptations, unpublished + changes, asked);
  }

  Issued published() {
    return new Issued(snapshots + 1, adaptations, 0, asked);
  }

  Issued asked(Gear gear, Asked decision) {
    var decisions = new EnumMap<Gear, Asked>(Gear.class);
    decisions.putAll(asked);
    decisions.put(gear, decision);
    return new Issued(snapshots, adaptations + 1, unpublished, decisions);
  }
}
