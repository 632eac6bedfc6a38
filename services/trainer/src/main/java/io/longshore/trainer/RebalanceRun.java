package io.longshore.trainer;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.Baseline;
import io.longshore.domain.model.ModelManifest;
import io.longshore.trainer.gear.Candidate;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.gear.Rebalancing;
import io.longshore.trainer.run.Excerpt;
import io.longshore.trainer.run.LabelledPixels;
import io.longshore.trainer.run.Selection;
import io.longshore.trainer.run.Snapshot;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One rebalance, from the request to the announced head. */
final class RebalanceRun {
  private static final Logger log = LoggerFactory.getLogger(RebalanceRun.class);

  /** Images encoded between two looks at whether to stop. */
  private static final int AT_ONCE = 1024;

  private final Readiness ready;
  private final Snapshot snapshot;
  private final Rebalancing rebalancing;
  private final Announcing announcing;
  private final Reporting reporting;

  RebalanceRun(
      Readiness ready,
      Snapshot snapshot,
      Rebalancing rebalancing,
      Announcing announcing,
      Reporting reporting) {
    this.ready = ready;
    this.snapshot = snapshot;
    this.rebalancing = rebalancing;
    this.announcing = announcing;
    this.reporting = reporting;
  }

  /**
   * @param cancelled asked between the steps
   * @throws RunStoppedException if it was; nothing is announced then
   */
  ModelManifest run(Adaptation adaptation, LiveModel from, BooleanSupplier cancelled) {
    var clock = new RunClock(System::nanoTime);
    Excerpt excerpt = seen(from, cancelled);
    Selection selection = excerpt.selection().enough();
    reporting.started(adaptation.id(), Gear.REBALANCE, selection);
    clock.did("saw %d images".formatted(selection.learning().size()));
    try (Candidate candidate = rebalancing.run(adaptation, from, selection)) {
      clock.did("fitted and judged");
      check(cancelled);
      Baseline baseline = from.judge(candidate.recipe().classes(), selection.heldOut());
      StandbyParity standby = ready.parity(from);
      clock.did("judged the live model");
      check(cancelled);
      ModelManifest manifest =
          announcing.announce(
              candidate,
              head -> {
                var report = standby.compare(head, candidate.model().servedHead());
                clock.did("compared the engines");
                return report;
              },
              Rebalancing.golden(candidate.model(), from, excerpt.golden()),
              Optional.of(baseline));
      clock.did("published");
      log.atInfo().addKeyValue("run", adaptation.id()).log("rebalanced: {}", clock.told());
      return manifest;
    }
  }

  /** Encodes what is missing in small pieces: it may be the whole memory after a restart. */
  private Excerpt seen(LiveModel from, BooleanSupplier cancelled) {
    var classes = from.manifest().classNames();
    var input = from.manifest().recipe().input();
    LabelledPixels some = snapshot.unseen(classes, input, from.seen(), AT_ONCE);
    while (some.size() == AT_ONCE) {
      from.see(some);
      check(cancelled);
      some = snapshot.unseen(classes, input, from.seen(), AT_ONCE);
    }
    from.see(some);
    Excerpt rest = snapshot.excerpt(classes, input, from.seen());
    from.see(rest.unseen());
    return rest;
  }

  private static void check(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new RunStoppedException();
    }
  }
}
