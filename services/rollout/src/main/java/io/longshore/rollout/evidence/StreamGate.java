package io.longshore.rollout.evidence;

import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.PairedBets;
import io.longshore.domain.rollout.PromotionPolicy;
import io.longshore.domain.rollout.SignEvidence;
import io.longshore.domain.rollout.StreamEvidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges two models by what the stream says of them. A candidate passes when every group and the
 * whole are shown to be no worse than the margin: since all have to be shown, each may be asked at
 * alpha. It has fallen when any of them is shown to be worse: since one suffices, each is asked at
 * its part of alpha. Both hold at every look together.
 */
public record StreamGate(PromotionPolicy policy) {

  /** Bounds of everything that is compared. */
  public List<GroupEvidence> weigh(
      List<Optional<ShotGroup>> compared, Function<Optional<ShotGroup>, PairedCounts> counts) {
    double part = policy.alpha() / compared.size();
    return compared.stream().map(group -> weigh(group, counts.apply(group), part)).toList();
  }

  private GroupEvidence weigh(Optional<ShotGroup> group, PairedCounts counts, double part) {
    long better = counts.of(Outcome.SUBJECT_ONLY);
    long worse = counts.of(Outcome.OTHER_ONLY);
    return new GroupEvidence(
        group,
        counts.of(Outcome.BOTH_RIGHT),
        better,
        worse,
        counts.of(Outcome.BOTH_WRONG),
        PairedBets.lower(better, worse, counts.same(), policy.alpha()),
        PairedBets.upper(better, worse, counts.same(), part),
        policy.margin(group));
  }

  /** What follows. */
  public StreamVerdict judge(StreamEvidence evidence, Question question) {
    String numbers = inWords(evidence);
    if (evidence.labelled() < policy.minimumLabels()) {
      return new StreamVerdict.Undecided(
          "%,d labelled images, %,d are asked for (minimum-labels): %s"
              .formatted(evidence.labelled(), policy.minimumLabels(), numbers));
    }
    List<GroupEvidence> open =
        evidence.groups().stream().filter(group -> group.lower() <= -group.margin()).toList();
    boolean better = question != Question.PROOF || !policy.requiresSuperiority();
    if (question != Question.WATCH && open.isEmpty() && (better || isBetter(evidence))) {
      return new StreamVerdict.Shown(
          (better ? "no worse than the margins anywhere: " : "better, and no worse anywhere: ")
              + numbers);
    }
    List<GroupEvidence> fallen =
        evidence.groups().stream()
            .filter(group -> group.upper() < policy.fallBelow(group.group()))
            .toList();
    if (!fallen.isEmpty()) {
      return new StreamVerdict.Fell("worse " + names(fallen) + ": " + numbers);
    }
    return question == Question.WATCH
        ? new StreamVerdict.Shown("worse nowhere that could be shown: " + numbers)
        : new StreamVerdict.Undecided(
            (open.isEmpty() ? "not shown to be better" : "not shown to be no worse " + names(open))
                + ": "
                + numbers);
  }

  private boolean isBetter(StreamEvidence evidence) {
    GroupEvidence overall = evidence.groups().get(0);
    return SignEvidence.shows(overall.subjectOnly(), overall.otherOnly(), policy.alpha());
  }

  private static String names(List<GroupEvidence> groups) {
    return groups.stream()
        .map(group -> group.group().map(g -> "in " + name(g)).orElse("overall"))
        .collect(Collectors.joining(", "));
  }

  private static String inWords(StreamEvidence evidence) {
    return evidence.groups().stream()
            .map(
                group ->
                    String.format(
                        Locale.ROOT,
                        "%s %+.1f to %+.1f points on %,d",
                        group.group().map(StreamGate::name).orElse("overall"),
                        100 * group.lower(),
                        100 * group.upper(),
                        group.images()))
            .collect(Collectors.joining(", "))
        + String.format(
            Locale.ROOT,
            "; of %,d images %,d labelled, %,d without a label, %,d with contradicting ones",
            evidence.predicted(),
            evidence.labelled(),
            evidence.unlabelled(),
            evidence.contradicted());
  }

  private static String name(ShotGroup group) {
    return group.name().toLowerCase(Locale.ROOT);
  }
}
