package io.longshore.trainer.gear;

import io.longshore.ssd.Ssd;
import io.longshore.ssd.TrainedModel;
import java.util.Map;
import java.util.Optional;

/** Where a retrain begins. */
public sealed interface Start extends AutoCloseable {
  /** The parameter that names the start. */
  String START = "start";

  /** The parameter that says why it is not the one that was wanted. */
  String REFUSED = "start.live-refused";

  /** What {@link #START} is called where training begins at the parent. */
  String LIVE = "live";

  /** At random, as was wanted. */
  Start FRESH = new Fresh(Optional.empty());

  /** At random, though the live model was wanted, and why. */
  static Start freshBecause(String reason) {
    return new Fresh(Optional.of(reason));
  }

  /** What a manifest says of it. */
  Map<String, String> parameters();

  Ssd beginning(Ssd training);

  @Override
  void close();

  /**
   * At random.
   *
   * @param because why not at the live model, if that was wanted
   */
  record Fresh(Optional<String> because) implements Start {
    @Override
    public Map<String, String> parameters() {
      return because
          .map(reason -> Map.of(START, "fresh", REFUSED, reason))
          .orElse(Map.of(START, "fresh"));
    }

    @Override
    public Ssd beginning(Ssd training) {
      return training;
    }

    @Override
    public void close() {}
  }

  /**
   * At a model, whose classes are the first of the new one.
   *
   * @param model closed with this
   */
  record Live(TrainedModel model) implements Start {
    @Override
    public Map<String, String> parameters() {
      return Map.of(START, LIVE);
    }

    @Override
    public Ssd beginning(Ssd training) {
      return training.startingFrom(model);
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
