package io.longshore.domain.rollout;

import java.time.Instant;
import java.util.List;

/**
 * What the stream itself says of a model: its predictions joined with labels, whenever those come.
 *
 * @param since predictions from this time on are counted
 * @param watermark predictions of all partitions are known up to this time
 * @param predicted images that both models answered
 * @param labelled those among them whose label came
 * @param waiting those whose label may still come
 * @param unlabelled those whose label did not come in time; they say nothing
 * @param contradicted images whose labels contradict each other; they are not judged
 * @param groups overall first, then many, medium and few
 */
public record StreamEvidence(
    Instant since,
    Instant watermark,
    long predicted,
    long labelled,
    long waiting,
    long unlabelled,
    long contradicted,
    List<GroupEvidence> groups) {

  public StreamEvidence {
    groups = List.copyOf(groups);
    if (predicted < 0 || labelled < 0 || waiting < 0 || unlabelled < 0 || contradicted < 0) {
      throw new IllegalArgumentException("a negative number of images");
    }
  }
}
