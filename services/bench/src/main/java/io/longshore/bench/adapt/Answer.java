package io.longshore.bench.adapt;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ClassProbability;
import java.time.Instant;
import java.util.List;

/**
 * What was served for an image the first time.
 *
 * @param top classes of the model that answered, likeliest first
 * @param trimSequence of the class frequencies the answer was trimmed to; 0 if untrimmed
 * @param at when it was scored
 */
public record Answer(
    List<ClassProbability> top, ModelVersion model, long trimSequence, Instant at) {

  public Answer {
    top = List.copyOf(top);
  }

  public String className() {
    return top.get(0).className();
  }
}
