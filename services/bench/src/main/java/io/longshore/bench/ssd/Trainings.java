package io.longshore.bench.ssd;

import io.longshore.bench.machine.PeakMemory;
import io.longshore.bench.ssd.History.State;
import io.longshore.ssd.SsdParameters;
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
 * The trainings of one task under one set of parameters. Each is done once, however many rows read
 * from it, and goes on from its checkpoint where there is one.
 */
final class Trainings implements AutoCloseable {
  private final LongTailedTask task;
  private final SsdParameters parameters;
  private final Identity identity;
  private final Compute compute;
  private final Optional<Path> folder;
  private final BenchListener listener;
  private final Remaining remaining;
  private final PeakMemory memory;
  private final Map<Training, Trained> done = new LinkedHashMap<>();
  private final Map<Training, float[]> features = new HashMap<>();

  /**
   * @param folder for checkpoints, one folder in it for each training
   */
  Trainings(
      LongTailedTask task,
      SsdParameters parameters,
      Identity identity,
      Compute compute,
      Optional<Path> folder,
      BenchListener listener,
      Remaining remaining,
      PeakMemory memory) {
    this.task = task;
    this.parameters = parameters;
    this.identity = identity;
    this.compute = compute;
    this.folder = folder;
    this.listener = listener;
    this.remaining = remaining;
    this.memory = memory;
  }

  Trained get(Training training) {
    Trained known = done.get(training);
    if (known != null) {
      return known;
    }
    Optional<Trained> from = training.from().map(this::get);
    Trained trained = train(training, from);
    done.put(training, trained);
    return trained;
  }

  /** Features (n, d) of the test images, computed once, and only of models that a row reads. */
  float[] testFeatures(Training training) {
    return features.computeIfAbsent(training, t -> get(t).model().features(task.test()));
  }

  private Trained train(Training training, Optional<Trained> from) {
    Optional<Path> own = folder.map(all -> identity.folder(all, training));
    var recorder = new Recorder(training, own.map(f -> new HistoryFile(f.resolve("history.json"))));
    Checkpoints checkpoints =
        own.<Checkpoints>map(f -> new CheckpointFolder(f, identity.of(training)))
            .orElse(Checkpoints.NONE);
    Run run = new Run(parameters.seed(), recorder::on, () -> false, checkpoints);
    memory.forget();
    TrainedModel model =
        training.train(
            new Training.Bench(parameters, task.training(), run, compute),
            earlier -> get(earlier).model());
    History history = recorder.finish();
    return new Trained(training, model, history, from);
  }

  @Override
  public void close() {
    done.values().forEach(trained -> trained.model().close());
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
        remaining.skipped(resumed.epoch());
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
        remaining.ran();
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
                remaining.seconds()));
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
      return "%s, seed %d, %s".formatted(task.label(), parameters.seed(), training.name());
    }
  }
}
