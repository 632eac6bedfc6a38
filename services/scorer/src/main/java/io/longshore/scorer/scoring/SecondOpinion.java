package io.longshore.scorer.scoring;

import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.rollout.KeyShare;
import io.longshore.scorer.onnx.Lane;
import io.longshore.scorer.onnx.OnnxModel;
import io.longshore.scorer.serving.OnTrial;
import io.longshore.scorer.serving.Serving;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the model on trial says of its share of a batch. One that shares the live model's backbone
 * runs its head alone, on the features of the whole batch; another one runs on its share. Whatever
 * goes wrong here is told and leaves the batch without a second opinion. For one thread.
 */
final class SecondOpinion implements AutoCloseable {
  private final Lane lane;
  private final int[] rowOf; // of each image of the batch; -1 outside the share
  private final DecodingRoom room;
  private final TrialListener listener;
  private @Nullable Answers answers;

  SecondOpinion(int batch, DecodingRoom room, TrialListener listener) {
    this.lane = new Lane(batch);
    this.room = room;
    this.rowOf = new int[batch];
    this.listener = listener;
  }

  /**
   * Begins a batch that the live model has just scored.
   *
   * @param live where it did
   */
  void begin(Serving serving, List<Arrival> images, Lane live) {
    answers = null;
    if (serving.trial().isEmpty()) {
      return;
    }
    OnTrial trial = serving.trial().get();
    int held = share(trial.trial().share(), images);
    if (held == 0) {
      return;
    }
    try {
      answers =
          trial.model().sharesBackboneWith(serving.model())
              ? new Answers(
                  trial.model(),
                  trial.trim(),
                  lane.scoreFeaturesOf(live, trial.model(), images.size()))
              : apart(trial, images);
    } catch (RuntimeException e) {
      listener.failed(
          trial.model().version(),
          RefusalReason.UNLOADABLE,
          "it failed beside the live model: " + e.getMessage());
    }
  }

  private int share(double share, List<Arrival> images) {
    int held = 0;
    Arrays.fill(rowOf, -1);
    for (int i = 0; i < images.size(); i++) {
      if (KeyShare.holds(images.get(i).id(), share)) {
        rowOf[i] = i;
        held++;
      }
    }
    return held;
  }

  private Answers apart(OnTrial trial, List<Arrival> images) {
    ByteBuffer pixels = lane.images(trial.model());
    int row = 0;
    for (int i = 0; i < images.size(); i++) {
      if (rowOf[i] >= 0) {
        pixels.put(room.decode(images.get(i).image(), trial.model().manifest().recipe().input()));
        rowOf[i] = row++;
      }
    }
    return new Answers(trial.model(), trial.trim(), lane.score(trial.model(), row));
  }

  /** What the model says of the i-th image; empty outside its share, or if it has failed. */
  Optional<List<ClassProbability>> top(int i, int k) {
    Answers now = answers;
    if (now == null || rowOf[i] < 0) {
      return Optional.empty();
    }
    if (!now.read(rowOf[i])) {
      answers = null;
      OnnxModel model = now.model();
      listener.failed(
          model.version(), RefusalReason.NOT_FINITE, "it answers an image with NaN or infinity");
      return Optional.empty();
    }
    return Optional.of(now.top(k));
  }

  @Override
  public void close() {
    lane.close();
  }
}
