package io.longshore.console.state;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.training.TrainingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A training run, put together from its events. Not safe for use by several threads. */
public final class Run {
  private static final int EPOCHS = 2_000;
  private static final int STAGES = 32;

  /** How it stands. */
  public enum State {
    RUNNING,
    ANNOUNCED,
    FAILED,
    MERGED,
    CANCELLED
  }

  private final String id;
  private final Map<String, List<TrainingEvent.EpochCompleted>> stages = new LinkedHashMap<>();
  private Optional<TrainingEvent.Started> started = Optional.empty();
  private Optional<TrainingEvent.EpochCompleted> newest = Optional.empty();
  private Optional<TrainingEvent.ControlEvaluated> control = Optional.empty();
  private Optional<ModelVersion> version = Optional.empty();
  private Optional<String> reason = Optional.empty();
  private Optional<Instant> ended = Optional.empty();
  private State state = State.RUNNING;
  private int epochs;

  Run(String id) {
    this.id = id;
  }

  void told(TrainingEvent event) {
    if (event instanceof TrainingEvent.Started begin) {
      started = Optional.of(begin);
      state = State.RUNNING;
      ended = Optional.empty();
      reason = Optional.empty();
    } else if (event instanceof TrainingEvent.EpochCompleted epoch) {
      add(epoch);
    } else if (event instanceof TrainingEvent.Announced announced) {
      version = Optional.of(announced.version());
      end(State.ANNOUNCED, event.at(), Optional.empty());
    } else if (event instanceof TrainingEvent.ControlEvaluated evaluated) {
      control = Optional.of(evaluated);
    } else if (event instanceof TrainingEvent.Failed failed) {
      end(State.FAILED, event.at(), Optional.of(failed.reason()));
    } else if (event instanceof TrainingEvent.Merged merged) {
      end(State.MERGED, event.at(), Optional.of(merged.into()));
    } else if (event instanceof TrainingEvent.Cancelled cancelled) {
      end(State.CANCELLED, event.at(), Optional.of(cancelled.reason()));
    }
  }

  /** A run that went on after a crash tells its last epoch again. */
  private void add(TrainingEvent.EpochCompleted epoch) {
    newest = Optional.of(epoch);
    if (!stages.containsKey(epoch.stage()) && stages.size() == STAGES) {
      return;
    }
    List<TrainingEvent.EpochCompleted> told =
        stages.computeIfAbsent(epoch.stage(), stage -> new ArrayList<>());
    if (told.removeIf(before -> before.epoch() >= epoch.epoch())) {
      epochs = stages.values().stream().mapToInt(List::size).sum();
    }
    if (epochs < EPOCHS) {
      told.add(epoch);
      epochs++;
    }
  }

  private void end(State how, Instant at, Optional<String> why) {
    state = how;
    ended = Optional.of(at);
    reason = why;
  }

  public String id() {
    return id;
  }

  public State state() {
    return state;
  }

  public Optional<Gear> gear() {
    return started.map(TrainingEvent.Started::gear);
  }

  public Optional<TrainingEvent.Started> started() {
    return started;
  }

  public Optional<TrainingEvent.EpochCompleted> newest() {
    return newest;
  }

  public Optional<TrainingEvent.ControlEvaluated> control() {
    return control;
  }

  public Optional<ModelVersion> version() {
    return version;
  }

  /** Why it ended, or into which run it was merged. */
  public Optional<String> reason() {
    return reason;
  }

  public Optional<Instant> ended() {
    return ended;
  }

  /** Epochs of each stage, in the order the stages began. */
  public Map<String, List<TrainingEvent.EpochCompleted>> stages() {
    return stages;
  }
}
