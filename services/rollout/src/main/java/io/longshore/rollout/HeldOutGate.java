package io.longshore.rollout;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ParityReport;
import io.longshore.domain.model.ShotGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Judges a candidate on held-out images before it sees any traffic: the engines agree, it beats
 * guessing, and against the live model no group of classes falls by more than its margin. The tail
 * has its own margin, so that a better average cannot hide a worse tail.
 */
public record HeldOutGate(GatePolicy policy) {

  /**
   * Share of images on which a quantized model must name the class that its parent names. Fewer are
   * no rounding; what rounding costs is for the margins of accuracy to judge.
   */
  private static final double LEAST_AGREEMENT = 0.9;

  /**
   * @param candidate the model to judge
   * @param live the live model's results on the same images; empty for the first model
   */
  public Verdict judge(ModelManifest candidate, Optional<Evaluation> live) {
    Evaluation own = candidate.evaluation();
    var failures = new ArrayList<String>(parity(candidate));
    if (own.images() < policy.minimumImages()) {
      failures.add(
          "only %d held-out images, %d are needed (longshore.rollout.gate.minimum-images)"
              .formatted(own.images(), policy.minimumImages()));
      return new Verdict.Failed(String.join("; ", failures));
    }
    if (live.isEmpty()) {
      failures.addAll(overChance(own, candidate.recipe().classes().size()));
    } else {
      failures.addAll(noWorse(own, live.get()));
    }
    return failures.isEmpty()
        ? new Verdict.Passed("held-out gate passed: " + comparison(own, live))
        : new Verdict.Failed(String.join("; ", failures) + "; " + comparison(own, live));
  }

  private List<String> parity(ModelManifest candidate) {
    ParityReport report = candidate.parity();
    if (candidate.recipe().quantization().isPresent()) {
      return likeness(report);
    }
    if (report.maxAbsoluteDifference() <= policy.parity()
        && report.argmaxEqual() == report.images()) {
      return List.of();
    }
    return List.of(
        "the engines disagree: logits differ by up to %.2g (allowed %.2g), same class on %d of %d images"
            .formatted(
                report.maxAbsoluteDifference(),
                policy.parity(),
                report.argmaxEqual(),
                report.images()));
  }

  private static List<String> likeness(ParityReport report) {
    if (Double.isFinite(report.maxAbsoluteDifference())
        && report.argmaxEqual() >= LEAST_AGREEMENT * report.images()) {
      return List.of();
    }
    return List.of(
        "quantized it is another model: logits differ from its parent's by up to %.2g, same class on %d of %d images (at least %s are needed)"
            .formatted(
                report.maxAbsoluteDifference(),
                report.argmaxEqual(),
                report.images(),
                percent(LEAST_AGREEMENT)));
  }

  private List<String> overChance(Evaluation own, int classes) {
    double wanted = 1.0 / classes + policy.overChance();
    double balanced = own.balanced().orElse(0);
    return balanced >= wanted
        ? List.of()
        : List.of(
            "balanced accuracy %s is not over guessing by %s"
                .formatted(percent(balanced), percent(policy.overChance())));
  }

  private List<String> noWorse(Evaluation own, Evaluation live) {
    var failures = new ArrayList<String>();
    worse("balanced", own.balanced(), live.balanced(), policy.balanced()).ifPresent(failures::add);
    for (ShotGroup group : ShotGroup.values()) {
      worse(name(group), own.accuracy(group), live.accuracy(group), margin(group))
          .ifPresent(failures::add);
    }
    return failures;
  }

  private static Optional<String> worse(
      String what, OptionalDouble own, OptionalDouble live, double margin) {
    if (own.isEmpty() || live.isEmpty() || own.getAsDouble() >= live.getAsDouble() - margin) {
      return Optional.empty();
    }
    return Optional.of(
        "%s accuracy falls from %s to %s, more than the margin of %s"
            .formatted(
                what, percent(live.getAsDouble()), percent(own.getAsDouble()), percent(margin)));
  }

  private double margin(ShotGroup group) {
    return switch (group) {
      case MANY -> policy.many();
      case MEDIUM -> policy.medium();
      case FEW -> policy.few();
    };
  }

  private static String comparison(Evaluation own, Optional<Evaluation> live) {
    var words = new StringBuilder();
    for (ShotGroup group : ShotGroup.values()) {
      words
          .append(name(group))
          .append(' ')
          .append(change(own.accuracy(group), live.map(l -> l.accuracy(group))));
      words.append(", ");
    }
    return words
        .append("balanced ")
        .append(change(own.balanced(), live.map(Evaluation::balanced)))
        .append(" on ")
        .append(own.images())
        .append(" images")
        .toString();
  }

  private static String change(OptionalDouble own, Optional<OptionalDouble> live) {
    String now = own.isPresent() ? percent(own.getAsDouble()) : "-";
    return live.filter(OptionalDouble::isPresent)
        .map(l -> percent(l.getAsDouble()) + " -> " + now)
        .orElse(now);
  }

  private static String name(ShotGroup group) {
    return group.name().toLowerCase(Locale.ROOT);
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * fraction);
  }
}
