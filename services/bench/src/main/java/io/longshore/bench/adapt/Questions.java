package io.longshore.bench.adapt;

import io.longshore.datasets.Dataset;
import io.longshore.datasets.DriftScenario;
import io.longshore.datasets.LabelledImage;
import io.longshore.domain.image.ImageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * All that is sent: the same for every policy.
 *
 * @param first what the first model learns from
 * @param gate held-out images by which candidates are judged, labelled
 * @param stream labelled images and probes in the order in which they are sent
 */
public record Questions(
    List<LabelledImage> first, List<LabelledImage> gate, List<Question> stream) {
  /** One in so many held-out images is for the gate; the others are probes. */
  private static final int GATE = 5;

  public Questions {
    first = List.copyOf(first);
    gate = List.copyOf(gate);
    stream = List.copyOf(stream);
  }

  /**
   * Draws the images of a scenario. Between two labelled images comes at most one probe; classes
   * take turns among the probes, so any stretch of them is balanced.
   *
   * @throws io.longshore.datasets.DatasetException naming each class that runs out
   */
  public static Questions of(Dataset dataset, TurningTail tail, long seed) {
    List<DriftScenario.Stretch> stretches = tail.scenario(dataset.classes()).play(dataset, seed);
    List<LabelledImage> labelled = new ArrayList<>();
    stretches.subList(1, stretches.size()).forEach(stretch -> labelled.addAll(stretch.images()));
    List<LabelledImage> gate = new ArrayList<>();
    List<LabelledImage> probes = dealt(dataset, gate);
    return new Questions(stretches.get(0).images(), gate, interleaved(labelled, probes));
  }

  /** Probes, one of each class in turn, until a class has no more; the rest goes to the gate. */
  private static List<LabelledImage> dealt(Dataset dataset, List<LabelledImage> gate) {
    Map<String, Queue<LabelledImage>> byClass = new LinkedHashMap<>();
    dataset.classes().forEach(name -> byClass.put(name, new ArrayDeque<>()));
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (LabelledImage image : dataset.heldOut()) {
      if (seen.merge(image.label(), 1, Integer::sum) % GATE == 1) {
        gate.add(image);
      } else {
        byClass.getOrDefault(image.label(), new ArrayDeque<>()).add(image);
      }
    }
    List<LabelledImage> probes = new ArrayList<>();
    while (byClass.values().stream().noneMatch(Queue::isEmpty)) {
      byClass.values().forEach(images -> probes.add(images.remove()));
    }
    return probes;
  }

  private static List<Question> interleaved(
      List<LabelledImage> labelled, List<LabelledImage> probes) {
    List<Question> questions = new ArrayList<>();
    int asked = 0;
    int most = Math.min(labelled.size(), probes.size());
    for (int at = 0; at < labelled.size(); at++) {
      if (asked < most && (long) asked * labelled.size() <= (long) at * most) {
        questions.add(new Question(probes.get(asked++), Question.Kind.PROBE, at));
      }
      questions.add(new Question(labelled.get(at), Question.Kind.STREAM, at));
    }
    return questions;
  }

  /** Questions by the image asked about. */
  public Map<ImageId, Question> byImage() {
    Map<ImageId, Question> byImage = new LinkedHashMap<>();
    stream.forEach(question -> byImage.put(question.image().id(), question));
    return byImage;
  }
}
