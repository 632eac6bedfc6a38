package io.longshore.bench.ssd;

import io.longshore.ssd.SsdParameters;
import io.longshore.ssd.data.Augmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A training under parameters. Two recipes share a step when neither the training nor any parameter
 * that it reads, or that was read before it, differs.
 *
 * @param from what it goes on from
 */
record Step(Training training, SsdParameters parameters, Optional<Step> from) {

  /**
   * @param own parameters of a recipe
   * @param base those that all recipes have in common
   */
  static Step of(Training training, SsdParameters own, SsdParameters base) {
    return new Step(training, training.read(own, base), training.from().map(t -> of(t, own, base)));
  }

  /** This and what it goes on from, the first one first. */
  List<Step> path() {
    List<Step> path = new ArrayList<>(from.map(Step::path).orElse(List.of()));
    path.add(this);
    return path;
  }

  int epochs() {
    return training.epochs(parameters);
  }

  List<Augmentation> views() {
    return training.views(parameters);
  }
}
