package io.longshore.standalone.watch;

import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Follows the topics that tell what Longshore does and keeps what was seen, each with the moment it
 * was seen. Whoever waits for a fact waits here. It sees only what anybody with a Kafka client can
 * see.
 */
public final class Observatory implements AutoCloseable {
  private final Clock clock;
  private final List<AutoCloseable> followers = new ArrayList<>();
  private final List<Seen<Adaptation>> adaptations = new ArrayList<>();
  private final List<Seen<ModelManifest>> models = new ArrayList<>();
  private final List<Seen<RolloutPlan>> plans = new ArrayList<>();
  private final List<Seen<ScorerReport>> reports = new ArrayList<>();
  private final List<Seen<ClassFrequencies>> frequencies = new ArrayList<>();
  private final List<Seen<TrainingEvent>> training = new ArrayList<>();
  private final Set<ImageId> predicted = new HashSet<>();
  private long repeated;
  private long unmarkedRepeats;

  public Observatory(ServiceContext context) {
    this.clock = context.clock();
    follow(context, Topics.ADAPTATIONS, r -> adaptations.add(seen(r.value())));
    follow(context, Topics.MODELS, r -> models.add(seen(r.value())));
    follow(context, Topics.ROLLOUTS, r -> plans.add(seen(r.value())));
    follow(context, Topics.SCORER_REPORTS, r -> reports.add(seen(r.value())));
    follow(context, Topics.CLASS_FREQUENCIES, r -> frequencies.add(seen(r.value())));
    follow(context, Topics.TRAINING, r -> training.add(seen(r.value())));
    follow(context, Topics.PREDICTIONS, this::predicted);
  }

  /** A snapshot of the adaptations seen. */
  public synchronized List<Seen<Adaptation>> adaptations() {
    return List.copyOf(adaptations);
  }

  public synchronized List<Seen<ModelManifest>> models() {
    return List.copyOf(models);
  }

  public synchronized List<Seen<RolloutPlan>> plans() {
    return List.copyOf(plans);
  }

  public synchronized List<Seen<ScorerReport>> reports() {
    return List.copyOf(reports);
  }

  public synchronized List<Seen<ClassFrequencies>> frequencies() {
    return List.copyOf(frequencies);
  }

  public synchronized List<Seen<TrainingEvent>> training() {
    return List.copyOf(training);
  }

  public synchronized Optional<ModelManifest> manifest(ModelVersion version) {
    return models.stream().map(Seen::value).filter(m -> m.version().equals(version)).findFirst();
  }

  /** Different images predicted. */
  public synchronized int imagesPredicted() {
    return predicted.size();
  }

  /** Whether an image was predicted. */
  public synchronized boolean isPredicted(ImageId id) {
    return predicted.contains(id);
  }

  /** Predictions marked as repeats. */
  public synchronized long repeated() {
    return repeated;
  }

  /** Second predictions of an image that were not marked; there must be none. */
  public synchronized long unmarkedRepeats() {
    return unmarkedRepeats;
  }

  /**
   * Waits until the condition holds.
   *
   * @return whether it held before the patience was over
   */
  public synchronized boolean await(Predicate<Observatory> condition, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!condition.test(this)) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        wait(Math.min(left, 1000));
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void predicted(Received<ImageId, Prediction> record) {
    Prediction prediction = record.value();
    if (prediction.repeat()) {
      repeated++;
    } else if (!predicted.add(prediction.image())) {
      unmarkedRepeats++;
    }
  }

  private <T> Seen<T> seen(T value) {
    return new Seen<>(value, clock.instant());
  }

  private <K, V> void follow(
      ServiceContext context, Topic<K, V> topic, Consumer<Received<K, V>> keep) {
    followers.add(
        Follower.start(
            context.kafka(),
            topic,
            "observatory",
            context.health(),
            context.clock(),
            record -> {
              synchronized (Observatory.this) {
                keep.accept(record);
                Observatory.this.notifyAll();
              }
            }));
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
