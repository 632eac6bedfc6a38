package io.longshore.domain.model;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Results on held-out images, class by class; all accuracies are macro averages over the classes
 * that have held-out images.
 *
 * @param results one entry a class, in the model's order
 */
public record Evaluation(List<ClassResult> results) {
  public static final Evaluation NONE = new Evaluation(List.of());

  public Evaluation {
    results = List.copyOf(results);
  }

  /** Mean accuracy of the classes of a group; empty if none of them has held-out images. */
  public OptionalDouble accuracy(ShotGroup group) {
    return macro(r -> r.group() == group);
  }

  /** Balanced accuracy: mean over all classes. */
  public OptionalDouble balanced() {
    return macro(r -> true);
  }

  /** Held-out images judged. */
  public int images() {
    return results.stream().mapToInt(ClassResult::total).sum();
  }

  private OptionalDouble macro(Predicate<ClassResult> which) {
    return results.stream()
        .filter(r -> r.total() > 0)
        .filter(which)
        .mapToDouble(r -> (double) r.correct() / r.total())
        .average();
  }
}
