package io.longshore.rollout.evidence;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ClassResult;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.KeyShare;
import io.longshore.domain.rollout.StreamEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Joins the predictions of one stage of a trial with the labels of their images, whichever come
 * first. What it says depends on which records it was told, not on their order or on how often it
 * was told the same one, as long as it has memory for them; so to count again is to recover.
 */
public final class TrialTally {
  private final TrialWindow window;
  private final ClassGroups groups;
  private final int memory;
  private final Map<ImageId, ImageState> images = new LinkedHashMap<>();
  private final Map<Optional<ShotGroup>, PairedCounts> counts = new HashMap<>();
  private final Map<String, PairedCounts> classes = new TreeMap<>();
  private final UnitOutcomes units;
  private long predicted;
  private long labelled;
  private long unlabelled;
  private long contradicted;

  /**
   * @param memory images remembered; of those beyond it, the ones first heard of are let go, and
   *     are as if no label had come
   */
  public TrialTally(TrialWindow window, ClassGroups groups, int memory) {
    this.window = window;
    this.groups = groups;
    this.memory = memory;
    this.units = new UnitOutcomes(this::count, this::uncount, memory);
    groups.compared().forEach(group -> counts.put(group, new PairedCounts()));
  }

  /**
   * The tally of two models.
   *
   * @param subject manifest of the model under judgement
   * @param other of the model it is compared with
   */
  public static TrialTally of(
      TrialWindow window, ModelManifest subject, ModelManifest other, int memory) {
    return new TrialTally(window, ClassGroups.of(subject, other), memory);
  }

  public TrialWindow window() {
    return window;
  }

  /** A prediction; one that was not made by both models in this stage says nothing. */
  public void predicted(Prediction prediction) {
    Optional<PairedAnswer> found = window.of(prediction);
    if (found.isEmpty()) {
      return;
    }
    ImageId image = prediction.image();
    ImageState state = images.get(image);
    if (state == null) {
      predicted++;
      remember(image, new ImageState.Answered(found.get()));
    } else if (state instanceof ImageState.Named named) {
      predicted++;
      judge(image, found.get(), named.label());
    } else if (state instanceof ImageState.Disputed) {
      predicted++;
      contradicted++;
      images.put(image, new ImageState.Withdrawn());
    }
  }

  /** A label; one of an image outside the trial's share says nothing. */
  public void labelled(Label label) {
    ImageId image = label.image();
    if (!KeyShare.holds(image, window.trial().share())) {
      return;
    }
    ImageState state = images.get(image);
    if (state == null) {
      remember(image, new ImageState.Named(label));
    } else if (state instanceof ImageState.Answered answered) {
      judge(image, answered.answer(), label);
    } else if (state instanceof ImageState.Named named && contradicts(named.label(), label)) {
      images.put(image, new ImageState.Disputed());
    } else if (state instanceof ImageState.Judged judged && contradicts(judged.label(), label)) {
      units.take(image, judged.label().unit(), judged.label().className());
      labelled--;
      contradicted++;
      images.put(image, new ImageState.Withdrawn());
    }
  }

  private static boolean contradicts(Label one, Label other) {
    return !one.className().equals(other.className());
  }

  private void judge(ImageId image, PairedAnswer answer, Label label) {
    labelled++;
    images.put(image, new ImageState.Judged(answer, label));
    units.add(image, label.unit(), label.className(), Outcome.of(answer, label));
  }

  private void remember(ImageId image, ImageState state) {
    images.put(image, state);
    if (images.size() > memory) {
      Iterator<ImageState> eldest = images.values().iterator();
      if (eldest.next() instanceof ImageState.Answered) {
        unlabelled++;
      }
      eldest.remove();
    }
  }

  /** Waits no longer for labels of images that were scored before a deadline. */
  public void expire(Instant deadline) {
    for (Map.Entry<ImageId, ImageState> image : images.entrySet()) {
      if (image.getValue() instanceof ImageState.Answered answered && answered.isOver(deadline)) {
        image.setValue(new ImageState.Unlabelled());
        unlabelled++;
      }
    }
  }

  private void count(String className, Outcome outcome) {
    classes.computeIfAbsent(className, c -> new PairedCounts()).add(outcome);
    of(Optional.empty()).add(outcome);
    groups.of(className).ifPresent(group -> of(Optional.of(group)).add(outcome));
  }

  private void uncount(String className, Outcome outcome) {
    Objects.requireNonNull(classes.get(className)).take(outcome);
    of(Optional.empty()).take(outcome);
    groups.of(className).ifPresent(group -> of(Optional.of(group)).take(outcome));
  }

  private PairedCounts of(Optional<ShotGroup> group) {
    return Objects.requireNonNull(counts.get(group));
  }

  /**
   * What has been seen.
   *
   * @param watermark predictions are known up to here
   */
  public StreamEvidence evidence(StreamGate gate, Instant watermark) {
    List<GroupEvidence> compared = gate.weigh(groups.compared(), this::of);
    return new StreamEvidence(
        window.trial().since(),
        watermark,
        predicted,
        labelled,
        predicted - labelled - unlabelled - contradicted,
        unlabelled,
        contradicted,
        compared);
  }

  /** How the model under judgement fared, class by class, one image for each unit and class. */
  public Evaluation evaluation() {
    var results = new ArrayList<ClassResult>();
    classes.forEach(
        (name, outcomes) -> {
          long right = outcomes.of(Outcome.BOTH_RIGHT) + outcomes.of(Outcome.SUBJECT_ONLY);
          long all = right + outcomes.of(Outcome.OTHER_ONLY) + outcomes.of(Outcome.BOTH_WRONG);
          if (all > 0) {
            results.add(
                new ClassResult(
                    name,
                    groups.of(name).orElse(ShotGroup.FEW),
                    Math.toIntExact(right),
                    Math.toIntExact(all)));
          }
        });
    return new Evaluation(results);
  }
}
