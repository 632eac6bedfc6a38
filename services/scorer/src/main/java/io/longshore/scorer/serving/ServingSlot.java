package io.longshore.scorer.serving;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.Trial;
import io.longshore.scorer.onnx.OnnxModel;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads that score meet those that change what is served. A change replaces one pointer
 * and waits for nobody; a batch leases what is served when it begins, sees one model and one trim,
 * and keeps its models open to its end.
 */
public final class ServingSlot {
  private final TrimPolicy policy;
  private volatile @Nullable Serving serving;
  private @Nullable ClassFrequencies frequencies;

  public ServingSlot(TrimPolicy policy) {
    this.policy = policy;
  }

  /** Makes a model the one that answers, alone, trimmed to the latest class frequencies. */
  public synchronized void serve(OnnxModel model, long planEpoch) {
    serving = new Serving(model, planEpoch, trimOf(model), Optional.empty());
  }

  /** The same beside a model on trial. */
  public synchronized void serve(OnnxModel model, long planEpoch, Trial trial, OnnxModel onTrial) {
    serving =
        new Serving(
            model,
            planEpoch,
            trimOf(model),
            Optional.of(new OnTrial(trial, onTrial, trimOf(onTrial))));
  }

  /** Trims the models that answer, and those that will, to newer class frequencies. */
  public synchronized void trimTo(ClassFrequencies latest) {
    frequencies = latest;
    Serving now = serving;
    if (now != null) {
      serving =
          new Serving(
              now.model(),
              now.planEpoch(),
              trimOf(now.model()),
              now.trial().map(t -> new OnTrial(t.trial(), t.model(), trimOf(t.model()))));
    }
  }

  /** Lets the live model answer alone if this one is on trial beside it. */
  public synchronized void dropTrial(ModelVersion version) {
    Serving now = serving;
    if (now != null && now.trial().filter(t -> t.model().version().equals(version)).isPresent()) {
      serving = new Serving(now.model(), now.planEpoch(), now.trim(), Optional.empty());
    }
  }

  /** Serves nothing any more. */
  synchronized void clear() {
    serving = null;
  }

  /** What is served now, kept open until the lease is closed; empty before the first model. */
  public Optional<Lease> lease() {
    for (Serving now = serving; now != null; now = serving) {
      if (now.hold()) {
        return Optional.of(new Lease(now));
      }
    }
    return Optional.empty();
  }

  /**
   * Scores with what is served now; it stays open until the function returns.
   *
   * @throws IllegalStateException if nothing is served yet
   */
  public <R> R use(Function<Serving, R> batch) {
    try (Lease lease = lease().orElseThrow(() -> new IllegalStateException("no model is live"))) {
      return batch.apply(lease.serving());
    }
  }

  /** What is served now, to tell of it; to score, {@link #lease} it. */
  public Optional<Serving> current() {
    return Optional.ofNullable(serving);
  }

  private Trim trimOf(OnnxModel model) {
    return frequencies == null
        ? Trim.none(model.classNames().size())
        : policy.trim(model.manifest().recipe(), frequencies);
  }
}
