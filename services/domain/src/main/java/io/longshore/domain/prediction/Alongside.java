package io.longshore.domain.prediction;

import io.longshore.domain.model.ModelVersion;
import java.util.List;

/**
 * What a second model said of the same image; it does not count.
 *
 * @param model the version
 * @param top most likely classes, best first
 */
public record Alongside(ModelVersion model, List<ClassProbability> top) {

  public Alongside {
    top = List.copyOf(top);
    if (top.isEmpty()) {
      throw new IllegalArgumentException("an answer names at least one class");
    }
  }
}
