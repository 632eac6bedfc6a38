package io.longshore.trainer;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.kafka.Follower;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the trainer knows from the other services: which adaptations are asked for, which model is
 * live. Answers are followed first, so that a request answered before a restart is not answered
 * again. Safe for use by several threads.
 */
final class Requests implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ServiceContext context;
  private final Map<ModelVersion, ModelManifest> manifests = new HashMap<>();
  private final List<AutoCloseable> followers = new ArrayList<>();
  private Agenda agenda = Agenda.EMPTY;
  private Optional<RolloutPlan> plan = Optional.empty();
  private @Nullable ClassFrequencies frequencies;

  Requests(ServiceContext context) {
    this.context = context;
  }

  /** Reads everything there is, and goes on following. */
  void start() {
    follow(Topics.MODELS, this::announced);
    follow(Topics.TRAINING, this::happened);
    follow(Topics.ROLLOUTS, this::planned);
    follow(Topics.CLASS_FREQUENCIES, this::counted);
    follow(Topics.ADAPTATIONS, this::asked);
    follow(Topics.OPERATOR_REQUESTS, this::asked);
  }

  /** Waits a moment for something to do. */
  synchronized Optional<Adaptation> next(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (agenda.next().isEmpty() && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return agenda.next();
  }

  synchronized boolean isAsked() {
    return agenda.next().isPresent();
  }

  synchronized void answered(String id) {
    agenda = agenda.answered(id);
  }

  /** Manifest of the live model. */
  synchronized Optional<ModelManifest> live() {
    return plan.flatMap(RolloutPlan::live).flatMap(v -> Optional.ofNullable(manifests.get(v)));
  }

  private synchronized void announced(ModelManifest manifest) {
    if (manifest.recipe().stream().equals(context.stream())) {
      manifests.put(manifest.version(), manifest);
      agenda = agenda.answered(manifest.recipe().provenance().adaptation());
    }
  }

  private synchronized void happened(TrainingEvent event) {
    if (event instanceof TrainingEvent.Failed failed) {
      agenda = agenda.answered(failed.run());
    }
  }

  private synchronized void planned(RolloutPlan latest) {
    if (latest.stream().equals(context.stream())) {
      plan = Optional.of(latest);
      notifyAll();
    }
  }

  private synchronized void counted(ClassFrequencies latest) {
    if (latest.stream().equals(context.stream())) {
      frequencies = latest;
    }
  }

  private synchronized void asked(Adaptation adaptation) {
    if (adaptation.stream().equals(context.stream())) {
      agenda = agenda.asked(adaptation);
      notifyAll();
    }
  }

  private synchronized void asked(OperatorRequest request) {
    if (request instanceof OperatorRequest.Adapt adapt && adapt.stream().equals(context.stream())) {
      ClassFrequencies known = frequencies;
      asked(
          new Adaptation(
              adapt.id(),
              adapt.stream(),
              adapt.gear(),
              adapt.reason(),
              known == null ? DriftEvidence.NONE : known.drift(),
              known == null ? new TreeMap<>() : known.mix(),
              known == null ? new TreeMap<>() : known.offsets(),
              adapt.at()));
    }
  }

  private <K, V> void follow(Topic<K, V> topic, java.util.function.Consumer<V> listener) {
    Follower<K, V> follower =
        Follower.start(
            context.kafka(),
            topic,
            "trainer",
            context.health(),
            context.clock(),
            record -> listener.accept(record.value()));
    followers.add(follower);
    follower.awaitCaughtUp(PATIENCE);
  }

  @Override
  public void close() {
    for (AutoCloseable follower : followers) {
      try {
        follower.close();
      } catch (Exception e) {
        throw new IllegalStateException("a follower did not stop", e);
      }
    }
  }
}
