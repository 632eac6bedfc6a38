package io.longshore.bench.ssd;

import io.longshore.bench.ssd.History.Epoch;
import io.longshore.ssd.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model and how it came about.
 *
 * @param from what it went on from
 */
record Trained(Training training, TrainedModel model, History history, Optional<Trained> from) {

  Cost cost(Reading reading) {
    List<Trained> path = path();
    return new Cost(
        path.stream().mapToInt(step -> step.history.epochs().size()).sum(),
        parameters(reading),
        imagesPerSecond(path.stream().flatMap(step -> step.history.epochs().stream()).toList()),
        path.stream().mapToDouble(step -> step.history.seconds()).sum(),
        path.stream().mapToDouble(step -> step.history.peakMegabytes()).max().orElse(Double.NaN));
  }

  /** One curve for each step that has epochs. */
  List<Curve> curves() {
    return path().stream()
        .filter(step -> !step.history.epochs().isEmpty())
        .map(step -> new Curve(step.training.name(), step.history.losses()))
        .toList();
  }

  /** This and what it went on from, the first one first. */
  List<Trained> path() {
    List<Trained> path = new ArrayList<>(from.map(Trained::path).orElse(List.of()));
    path.add(this);
    return path;
  }

  private long parameters(Reading reading) {
    long encoder =
        model.encoder().learned().stream().mapToLong(tensor -> tensor.toArray().length).sum();
    return encoder + (long) reading.head(model).classes() * (reading.head(model).width() + 1);
  }

  /** Of all epochs together, which have as many images each. */
  private static double imagesPerSecond(List<Epoch> epochs) {
    return epochs.size() / epochs.stream().mapToDouble(e -> 1 / e.imagesPerSecond()).sum();
  }
}
