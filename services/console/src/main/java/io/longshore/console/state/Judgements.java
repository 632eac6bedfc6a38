package io.longshore.console.state;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Alongside;
import io.longshore.domain.prediction.Prediction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Joins predictions with the labels of their images, whichever comes first, and counts by model and
 * class. An image counts once; a label of an image that is kept back for judging models counts
 * nothing here, nor does one whose partner was forgotten.
 */
public final class Judgements {
  private static final int MODELS = 6;

  /** What is needed of a prediction until its label comes. */
  private record Answer(
      ImageLocation location,
      String predicted,
      float probability,
      ModelVersion model,
      Optional<Beside> beside,
      Instant at) {}

  private record Beside(ModelVersion model, String predicted) {}

  private final Map<ImageId, Answer> answers;
  private final Map<ImageId, String> labels;
  private final Map<ModelVersion, Map<String, Tally>> tallies = Lately.byUse(MODELS);
  private final Map<ModelVersion, Long> answered = Lately.byUse(200);
  private final Consumer<JudgedImage> judged;

  /**
   * @param waiting predictions, and labels, that wait for each other
   * @param judged told each image whose label is known
   */
  public Judgements(int waiting, Consumer<JudgedImage> judged) {
    this.answers = Lately.byArrival(waiting);
    this.labels = Lately.byArrival(waiting);
    this.judged = judged;
  }

  /** A prediction; a repeated one was counted before. */
  public void told(Prediction prediction) {
    answered.merge(prediction.model(), 1L, Long::sum);
    if (prediction.repeat()) {
      return;
    }
    var top = prediction.top().get(0);
    var answer =
        new Answer(
            prediction.source(),
            top.className(),
            top.probability(),
            prediction.model(),
            prediction.alongside().map(Judgements::beside),
            prediction.scoredAt());
    String label = labels.remove(prediction.image());
    if (label == null) {
      answers.put(prediction.image(), answer);
    } else {
      judge(prediction.image(), answer, label);
    }
  }

  private static Beside beside(Alongside alongside) {
    return new Beside(alongside.model(), alongside.top().get(0).className());
  }

  /** A label. */
  public void told(Label label) {
    if (label.split() == Split.HOLDOUT) {
      return;
    }
    Answer answer = answers.remove(label.image());
    if (answer == null) {
      labels.put(label.image(), label.className());
    } else {
      judge(label.image(), answer, label.className());
    }
  }

  private void judge(ImageId image, Answer answer, String label) {
    count(answer.model(), label, answer.predicted());
    answer.beside().ifPresent(other -> count(other.model(), label, other.predicted()));
    judged.accept(
        new JudgedImage(
            image,
            answer.location(),
            label,
            answer.predicted(),
            answer.probability(),
            answer.model(),
            answer.at()));
  }

  private void count(ModelVersion model, String label, String predicted) {
    tallies
        .computeIfAbsent(model, version -> new HashMap<>())
        .merge(label, new Tally(label.equals(predicted) ? 1 : 0, 1), Tally::and);
  }

  /** How a model fared on each class whose labels came; empty for one that is not known. */
  public Map<String, Tally> of(ModelVersion model) {
    Map<String, Tally> found = tallies.get(model);
    return found == null ? Map.of() : Map.copyOf(found);
  }

  /** Over all classes. */
  public Tally allOf(ModelVersion model) {
    Map<String, Tally> found = tallies.get(model);
    return found == null ? Tally.NONE : found.values().stream().reduce(Tally.NONE, Tally::and);
  }

  /** Predictions of a model that were read. */
  public long answeredBy(ModelVersion model) {
    return answered.getOrDefault(model, 0L);
  }
}
