package io.longshore.trainer;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.training.TrainingEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the trainer knows from the other services: which adaptations are asked for, which model is
 * live. Safe for use by several threads.
 *
 * <p>The tracker's decisions and operators' requests lie on two topics, whose order among each
 * other a restart does not know. Each has an agenda of its own, so that an answer to one never
 * settles the other.
 */
final class Requests {
  private final String stream;
  private final Map<ModelVersion, ModelManifest> manifests = new HashMap<>();
  private Agenda decided = Agenda.EMPTY;
  private Agenda demanded = Agenda.EMPTY;
  private Optional<RolloutPlan> plan = Optional.empty();
  private @Nullable ClassFrequencies frequencies;

  Requests(String stream) {
    this.stream = stream;
  }

  /** Waits a moment for something to do. */
  synchronized Optional<Adaptation> next(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (next().isEmpty() && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return next();
  }

  /**
   * What to do next: the quick gear first; of one gear a run under way, then what has the latest
   * evidence, then what a person asked for.
   */
  synchronized Optional<Adaptation> next() {
    return Stream.of(demanded, decided)
        .flatMap(Agenda::unanswered)
        .min(
            Comparator.comparing(Adaptation::gear)
                .thenComparing(this::isWaiting)
                .thenComparing(a -> -evidence(a)));
  }

  private boolean isWaiting(Adaptation request) {
    return Stream.of(demanded, decided).noneMatch(a -> a.begun().containsValue(request));
  }

  /** Labels that a request is based on. */
  private static long evidence(Adaptation request) {
    return request.offsets().values().stream().mapToLong(Long::longValue).sum();
  }

  /** What waits in a quicker gear. */
  Optional<Adaptation> quickerThan(Gear underWay) {
    return next().filter(a -> a.gear().compareTo(underWay) < 0);
  }

  /** A run begins. What waits in its gear and has no later evidence is answered by it, too. */
  synchronized void begun(Adaptation run) {
    decided = begun(decided, run);
    demanded = begun(demanded, run);
  }

  private static Agenda begun(Agenda agenda, Adaptation run) {
    Agenda begun = agenda.started(run.id());
    return begun.merging(
        run,
        gear ->
            gear == run.gear()
                && evidence(Objects.requireNonNull(begun.waiting().get(gear))) <= evidence(run));
  }

  /** Requests that another one answers, by their ids, until they are {@link #answered}. */
  synchronized SortedMap<String, String> merged() {
    var all = new TreeMap<>(decided.merged());
    all.putAll(demanded.merged());
    return all;
  }

  /** Ids of everything not yet answered. */
  synchronized Set<String> waiting() {
    return Stream.of(demanded, decided)
        .flatMap(Agenda::unanswered)
        .map(Adaptation::id)
        .collect(Collectors.toSet());
  }

  synchronized void answered(String id) {
    decided = decided.answered(id);
    demanded = demanded.answered(id);
  }

  /**
   * Manifest of the live model; if that is quantized, of the model that it is the twin of. Training
   * starts from that, and features are its own: those of a twin are other numbers, which nothing
   * here computes.
   */
  synchronized Optional<ModelManifest> live() {
    Optional<ModelManifest> served = plan.flatMap(RolloutPlan::live).flatMap(this::manifest);
    return served.flatMap(
        m ->
            m.recipe().quantization().isPresent()
                ? m.recipe().parent().flatMap(this::manifest)
                : served);
  }

  /** Whether a model has a quantized twin, live or refused or yet to be judged. */
  synchronized boolean hasTwin(ModelVersion version) {
    return manifests.values().stream()
        .map(ModelManifest::recipe)
        .anyMatch(r -> r.quantization().isPresent() && r.parent().equals(Optional.of(version)));
  }

  /** A manifest of this stream. */
  synchronized Optional<ModelManifest> manifest(ModelVersion version) {
    return Optional.ofNullable(manifests.get(version));
  }

  synchronized void announced(ModelManifest manifest) {
    if (manifest.recipe().stream().equals(stream)) {
      manifests.put(manifest.version(), manifest);
      answered(manifest.recipe().provenance().adaptation());
    }
  }

  synchronized void happened(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started started) {
      decided = decided.started(started.run());
      demanded = demanded.started(started.run());
    } else if (event instanceof TrainingEvent.Failed
        || event instanceof TrainingEvent.Merged
        || event instanceof TrainingEvent.Cancelled) {
      answered(event.run());
    }
  }

  synchronized void planned(RolloutPlan latest) {
    if (latest.stream().equals(stream)) {
      plan = Optional.of(latest);
      notifyAll();
    }
  }

  synchronized void counted(ClassFrequencies latest) {
    if (latest.stream().equals(stream)) {
      frequencies = latest;
    }
  }

  synchronized void decided(Adaptation adaptation) {
    if (adaptation.stream().equals(stream)) {
      decided = decided.asked(adaptation);
      notifyAll();
    }
  }

  synchronized void demanded(OperatorRequest request) {
    if (request instanceof OperatorRequest.Adapt adapt && adapt.stream().equals(stream)) {
      demanded = demanded.asked(adaptation(adapt, frequencies));
      notifyAll();
    }
  }

  private static Adaptation adaptation(
      OperatorRequest.Adapt adapt, @Nullable ClassFrequencies known) {
    return new Adaptation(
        adapt.id(),
        adapt.stream(),
        adapt.gear(),
        adapt.reason(),
        known == null ? DriftEvidence.NONE : known.drift(),
        known == null ? new TreeMap<>() : known.mix(),
        known == null ? new TreeMap<>() : known.offsets(),
        adapt.at());
  }
}
