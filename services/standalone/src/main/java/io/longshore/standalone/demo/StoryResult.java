package io.longshore.standalone.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ShotGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of the story, in numbers.
 *
 * @param models each version in the order it was made
 * @param control plain cross-entropy of the final student's total epochs on its images
 * @param seconds how long things took
 * @param images what became of the images
 * @param seed of everything random
 */
record StoryResult(List<Row> models, Row control, Seconds seconds, Images images, long seed) {

  /** Accuracies on the held-out balanced test set, as fractions. */
  record Row(
      String version,
      String gear,
      String parent,
      double many,
      double medium,
      double few,
      double balanced) {
    static Row of(String version, String gear, String parent, Evaluation evaluation) {
      return new Row(
          version,
          gear,
          parent,
          number(evaluation.accuracy(ShotGroup.MANY)),
          number(evaluation.accuracy(ShotGroup.MEDIUM)),
          number(evaluation.accuracy(ShotGroup.FEW)),
          number(evaluation.balanced()));
    }

    private static double number(OptionalDouble accuracy) {
      return accuracy.orElse(Double.NaN);
    }
  }

  /** Durations in seconds; an alarm is the moment its record could be read. */
  record Seconds(
      double firstModel,
      double alarmToTrim,
      double alarmToHead,
      double alarmToStudent,
      double story) {}

  /**
   * @param sent acknowledged by ingest
   * @param predicted different images predicted
   * @param repeated predictions marked as repeats
   * @param lost sent and not predicted
   * @param perSecond images scored per second while the scorer had a backlog
   */
  record Images(long sent, long predicted, long repeated, long lost, double perSecond) {}

  /** The student that ended the story. */
  Row student() {
    return models.get(models.size() - 1);
  }

  /** Whether the tail gained over the control and no image was lost. */
  boolean isGood() {
    return student().few() > control.few()
        && student().balanced() > control.balanced()
        && images.lost() == 0;
  }

  void write(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw new UncheckedIOException("the result cannot be written to " + file, e);
    }
  }
}
