package io.longshore.bench.continual;

import io.longshore.bench.machine.Forecast;
import io.longshore.bench.ssd.BenchListener;
import io.longshore.domain.model.Sha256;
import io.longshore.ssd.Remembering;
import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.CheckpointFolder;
import io.longshore.ssd.fit.Checkpoints;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.TrainingEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of one seed, learned one after another. The base is learned once for all that begin
 * alike.
 */
final class Course implements AutoCloseable {
  private final ContinualPlan plan;
  private final ClassStream stream;
  private final long seed;
  private final ContinualListener listener;
  private final Forecast forecast;
  private final Map<Learning, Learned> bases = new LinkedHashMap<>();

  Course(
      ContinualPlan plan,
      ClassStream stream,
      long seed,
      ContinualListener listener,
      Forecast forecast) {
    this.plan = plan;
    this.stream = stream;
    this.seed = seed;
    this.listener = listener;
    this.forecast = forecast;
  }

  /**
   * A model after a step.
   *
   * @param seconds that this step's training took
   */
  record Learned(Lesson lesson, TrainedModel model, double seconds) {}

  /** The base; the model stays this course's. */
  Learned base(Learning learning) {
    Learning shared = learning.base();
    Learned known = bases.get(shared);
    if (known == null) {
      known = learn(shared, 0, Optional.empty());
      bases.put(shared, known);
    }
    return known;
  }

  /** A step after the base; the model is the caller's to close. */
  Learned task(Learning learning, int step, TrainedModel live) {
    return learn(learning, step, Optional.of(live));
  }

  private Learned learn(Learning learning, int step, Optional<TrainedModel> live) {
    TrainingSet examples = learning.images().of(stream, step);
    SsdParameters parameters = plan.parameters(step, seed);
    Run run =
        new Run(
            parameters.seed(),
            event -> on(event, learning, step, examples.size()),
            () -> false,
            checkpoints(learning, step, examples, parameters, live));
    Lesson lesson =
        new Lesson(examples, parameters, live, plan.remembering(), run, plan.backend().compute());
    long started = System.nanoTime();
    TrainedModel model = learning.learn(lesson);
    return new Learned(lesson, model, (System.nanoTime() - started) / 1e9);
  }

  private Checkpoints checkpoints(
      Learning learning,
      int step,
      TrainingSet examples,
      SsdParameters parameters,
      Optional<TrainedModel> live) {
    if (plan.checkpoints().isEmpty()) {
      return Checkpoints.NONE;
    }
    Remembering remembering = learning.recall().of(plan.remembering());
    String identity =
        "%s %s, %s, parameters %s, training set %s, start %s"
            .formatted(
                learning,
                remembering,
                plan.backend(),
                parameters,
                examples.digest(),
                live.map(model -> Sha256.hex(model.toBytes())).orElse("random"));
    return new CheckpointFolder(
        plan.checkpoints()
            .get()
            .resolve(plan.label())
            .resolve("seed" + seed)
            .resolve(learning.name() + "-" + remembering.weight())
            .resolve("step" + step),
        identity);
  }

  private void on(TrainingEvent event, Learning learning, int step, int images) {
    String label =
        "%s, seed %d, %s, step %d of %d"
            .formatted(plan.label(), seed, learning.name(), step, plan.tasks());
    if (event instanceof TrainingEvent.Resumed resumed) {
      forecast.skipped((long) resumed.epoch() * images);
      listener.note("%s goes on after epoch %d".formatted(label, resumed.epoch()));
    } else if (event instanceof TrainingEvent.CheckpointRefused refused) {
      listener.note(
          "%s begins anew: %s (kept as %s)".formatted(label, refused.reason(), refused.movedTo()));
    } else if (event instanceof TrainingEvent.CheckpointNotSaved lost) {
      listener.note("%s: no checkpoint, %s".formatted(label, lost.reason()));
    } else if (event instanceof TrainingEvent.EpochFinished epoch) {
      forecast.did(images);
      listener.epoch(
          new BenchListener.Progress(
              label,
              epoch.stage(),
              epoch.epoch(),
              epoch.epochs(),
              epoch.loss(),
              epoch.imagesPerSecond(),
              forecast.seconds()));
    }
  }

  @Override
  public void close() {
    bases.values().forEach(base -> base.model().close());
  }
}
