package io.longshore.rollout.quality;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ClassEntry;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Joins the live model's answers with the labels of their images, whichever come first, and knows
 * how the latest of them fared: overall and by the group of the class shown. Each group has a
 * window of its own, or the few would be forgotten between two of their images. For one thread.
 */
public final class LiveQuality {
  /** All groups together, in the order of images. */
  public static final String ALL = "all";

  private final int memory;
  private final int window;
  private final Map<ImageId, ClassProbability> answers;
  private final Map<ImageId, String> labels;
  private final Map<String, Deque<Judged>> windows = new HashMap<>();
  private Map<String, ShotGroup> groups = Map.of();
  private Optional<ModelVersion> live = Optional.empty();

  /**
   * @param memory images whose other half may still come
   * @param window answers of each group that are looked at
   */
  public LiveQuality(int memory, int window) {
    this.memory = memory;
    this.window = window;
    this.answers = new LinkedHashMap<>();
    this.labels = new LinkedHashMap<>();
  }

  /** Another model than before answers: everything begins anew. */
  public void serving(ModelManifest manifest) {
    if (live.equals(Optional.of(manifest.version()))) {
      return;
    }
    live = Optional.of(manifest.version());
    windows.clear();
    answers.clear();
    var known = new HashMap<String, ShotGroup>();
    for (ClassEntry entry : manifest.recipe().classes()) {
      known.put(entry.name(), entry.group());
    }
    groups = known;
  }

  /** An answer; those of other models and to images sent again say nothing. */
  public void predicted(Prediction prediction) {
    if (prediction.repeat() || !live.equals(Optional.of(prediction.model()))) {
      return;
    }
    ClassProbability answer = prediction.top().get(0);
    String label = labels.remove(prediction.image());
    if (label == null) {
      keep(answers, prediction.image(), answer);
    } else {
      judge(answer, label);
    }
  }

  /** A label; of an image that has several the first counts. */
  public void labelled(Label label) {
    ClassProbability answer = answers.remove(label.image());
    if (answer == null) {
      keep(labels, label.image(), label.className());
    } else {
      judge(answer, label.className());
    }
  }

  private <V> void keep(Map<ImageId, V> halves, ImageId image, V half) {
    halves.putIfAbsent(image, half);
    if (halves.size() > memory) {
      var eldest = halves.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  private void judge(ClassProbability answer, String label) {
    var judged =
        new Judged(
            label,
            answer.className().equals(label) ? Judged.Right.YES : Judged.Right.NO,
            answer.probability());
    add(ALL, judged);
    // A class that the model does not know is as rare as can be.
    add(word(groups.getOrDefault(label, ShotGroup.FEW)), judged);
  }

  private void add(String group, Judged judged) {
    Deque<Judged> latest = windows.computeIfAbsent(group, g -> new ArrayDeque<>());
    latest.addLast(judged);
    if (latest.size() > window) {
      latest.removeFirst();
    }
  }

  /** By group, {@link #ALL} among them; groups without a judged answer are missing. */
  public Map<String, Quality> qualities() {
    var qualities = new HashMap<String, Quality>();
    windows.forEach((group, latest) -> Quality.of(latest).ifPresent(q -> qualities.put(group, q)));
    return qualities;
  }

  /** The group that a class belongs to under the live model. */
  public String groupOf(String className) {
    return word(groups.getOrDefault(className, ShotGroup.FEW));
  }

  private static String word(ShotGroup group) {
    return group.name().toLowerCase(java.util.Locale.ROOT);
  }
}
