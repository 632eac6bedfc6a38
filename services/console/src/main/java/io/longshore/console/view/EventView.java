package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Known;
import io.longshore.console.state.View;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.rollout.RolloutPlan;
import java.time.Instant;
import java.util.Optional;

/** What a page is told when a view changed: the newest point, or that there is something to get. */
public final class EventView {
  private final StatusView status;

  public EventView(StatusView status) {
    this.status = status;
  }

  /** The event of a view; empty while there is nothing to tell. */
  public Optional<ObjectNode> of(View view, Known known, Instant now) {
    return switch (view) {
      case STATUS -> Optional.of(status.of(known, now));
      case TAIL -> Optional.of(tail(known));
      case DRIFT -> known.mix().latest().map(snapshot -> drift(known, snapshot));
      case MODELS -> Optional.of(models(known));
      case FLOW -> known.flow().newest().map(FlowView::point);
      case TRAINING ->
          known
              .runs()
              .touched()
              .map(run -> TrainingView.point(run).put("revision", known.revision(view)));
    };
  }

  private static ObjectNode tail(Known known) {
    return Json.object()
        .put("revision", known.revision(View.TAIL))
        .put("sequence", known.mix().latest().map(ClassFrequencies::sequence).orElse(null));
  }

  private static ObjectNode models(Known known) {
    return Json.object()
        .put("revision", known.revision(View.MODELS))
        .put("epoch", known.plans().latest().map(RolloutPlan::epoch).orElse(null));
  }

  private static ObjectNode drift(Known known, ClassFrequencies snapshot) {
    return DriftView.point(snapshot)
        .put("revision", known.revision(View.DRIFT))
        .put("decisions", known.decisions().count())
        .put("words", snapshot.drift().inWords());
  }
}
