package io.longshore.bench.ssd;

import io.longshore.bench.machine.Forecast;
import io.longshore.bench.machine.PeakMemory;
import io.longshore.bench.ssd.BenchPlan.Block;
import io.longshore.bench.ssd.History.State;
import io.longshore.ssd.TrainedModel;
import io.longshore.ssd.fit.CheckpointFolder;
import io.longshore.ssd.fit.Checkpoints;
import io.longshore.ssd.fit.Run;
import io.longshore.ssd.fit.TrainingEvent;
import io.longshore.ssd.torch.Compute;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The trainings of one task and seed. Each is done once, however many rows read from it, and goes
 * on from its checkpoint where there is one.
 */
final class Trainings implements AutoCloseable {
  private final Block block;
  private final Compute compute;
  private final Optional<Path> folder;
  private final BenchListener listener;
  private final Forecast forecast;
  private final PeakMemory memory;
  private final Map<Step, Trained> done = new LinkedHashMap<>();
  private final Map<Step, float[]> encoded = new HashMap<>();

  /**
   * @param folder for checkpoints, one folder in it for each training
   */
  Trainings(
      Block block,
      Compute compute,
      Optional<Path> folder,
      BenchListener listener,
      Forecast forecast,
      PeakMemory memory) {
    this.block = block;
    this.compute = compute;
    this.folder = folder;
    this.listener = listener;
    this.forecast = forecast;
    this.memory = memory;
  }

  Trained get(Step step) {
    Trained known = done.get(step);
    if (known != null) {
      return known;
    }
    Optional<Trained> from = step.from().map(this::get);
    Trained trained = train(step, from);
    done.put(step, trained);
    return trained;
  }

  /** Logits (n, classes) of the test images, which are encoded once for all readings. */
  float[] testLogits(Step step, Reading reading) {
    Learner learner = get(step).learner();
    float[] one = encoded.computeIfAbsent(step, s -> learner.encode(block.task().test()));
    return learner.logits(one, reading);
  }

  private Trained train(Step step, Optional<Trained> from) {
    Training training = step.training();
    Identity identity = block.identity(step);
    Optional<Path> own = folder.map(all -> identity.folder(all, training));
    var recorder = new Recorder(training, own.map(f -> new HistoryFile(f.resolve("history.json"))));
    Checkpoints checkpoints =
        own.<Checkpoints>map(f -> new CheckpointFolder(f, identity.of(training)))
            .orElse(Checkpoints.NONE);
    Run run = new Run(block.parameters().seed(), recorder::on, () -> false, checkpoints);
    memory.forget();
    Learner learner =
        training.train(
            new Training.Bench(step.parameters(), block.task().training(), run, compute),
            earlier -> model(from, earlier));
    History history = recorder.finish();
    return new Trained(training, learner, history, from);
  }

  private static TrainedModel model(Optional<Trained> from, Training earlier) {
    return from.stream()
        .flatMap(last -> last.path().stream())
        .filter(trained -> trained.training().equals(earlier))
        .map(trained -> trained.learner().model())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(earlier.name() + " was not gone on from"));
  }

  @Override
  public void close() {
    done.values().forEach(trained -> trained.learner().close());
  }

  /** Writes a training's history while it happens. */
  private final class Recorder {
    private final Training training;
    private final Optional<HistoryFile> file;
    private final History earlier;
    private final long started = System.nanoTime();
    private History history = History.NOTHING;
    private int epochsRun;

    Recorder(Training training, Optional<HistoryFile> file) {
      this.training = training;
      this.file = file;
      this.earlier = file.map(HistoryFile::read).orElse(History.NOTHING);
    }

    void on(TrainingEvent event) {
      if (event instanceof TrainingEvent.Resumed resumed) {
        history = earlier.after(resumed.epoch());
        forecast.skipped(resumed.epoch());
        listener.note("%s goes on after epoch %d".formatted(label(), resumed.epoch()));
      } else if (event instanceof TrainingEvent.CheckpointRefused refused) {
        listener.note(
            "%s begins anew: %s (kept as %s)"
                .formatted(label(), refused.reason(), refused.movedTo()));
      } else if (event instanceof TrainingEvent.CheckpointNotSaved lost) {
        listener.note("%s: no checkpoint, %s".formatted(label(), lost.reason()));
      } else if (event instanceof TrainingEvent.BatchSplit split) {
        listener.note(
            "%s: batches in %d parts of %d images, %s"
                .formatted(label(), split.parts(), split.imagesEach(), split.reason()));
      } else if (event instanceof TrainingEvent.EpochFinished epoch) {
        epochsRun++;
        forecast.did(1);
        history = history.with(new History.Epoch(epoch.loss(), epoch.imagesPerSecond()));
        file.ifPresent(f -> f.write(measured(State.UNDER_WAY)));
        listener.epoch(
            new BenchListener.Progress(
                label(),
                epoch.stage(),
                epoch.epoch(),
                epoch.epochs(),
                epoch.loss(),
                epoch.imagesPerSecond(),
                forecast.seconds()));
      }
    }

    /** A training that an earlier process finished keeps the times of that process. */
    History finish() {
      if (earlier.state() == State.FINISHED && epochsRun == 0) {
        return earlier;
      }
      History whole = measured(State.FINISHED);
      file.ifPresent(f -> f.write(whole));
      return whole;
    }

    private History measured(State state) {
      double seconds = (System.nanoTime() - started) / 1e9;
      return history.and(seconds, memory.megabytes().orElse(Double.NaN), state);
    }

    private String label() {
      return "%s, seed %d, %s"
          .formatted(block.task().label(), block.parameters().seed(), training.name());
    }
  }
}
