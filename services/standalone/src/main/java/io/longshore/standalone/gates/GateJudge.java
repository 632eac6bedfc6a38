package io.longshore.standalone.gates;

import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.PromotionPolicy;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.rollout.evidence.Outcome;
import io.longshore.rollout.evidence.PairedCounts;
import io.longshore.rollout.evidence.Question;
import io.longshore.rollout.evidence.StreamGate;
import io.longshore.rollout.evidence.StreamVerdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Somebody who watches paired answers and decides at some time, or never. */
interface GateJudge {

  /** What was decided. */
  enum Decision {
    PROMOTED,
    REFUSED,
    UNDECIDED
  }

  /** One independent image, or the image that counts of a burst. */
  void counted(ShotGroup group, Outcome outcome);

  /** Another image of the same burst. */
  void again(ShotGroup group, Outcome outcome);

  /** After so many labels. */
  Decision look(long labels);

  /**
   * The gate that rollout uses, one image of a unit; or, to see what units are for, all of them.
   */
  final class Ours implements GateJudge {
    private static final List<Optional<ShotGroup>> COMPARED =
        List.of(
            Optional.empty(),
            Optional.of(ShotGroup.MANY),
            Optional.of(ShotGroup.MEDIUM),
            Optional.of(ShotGroup.FEW));

    private final Map<Optional<ShotGroup>, PairedCounts> counts = new HashMap<>();
    private final StreamGate gate;
    private final Bursts bursts;
    private long images;

    Ours(PromotionPolicy policy, Bursts bursts) {
      this.gate = new StreamGate(policy);
      this.bursts = bursts;
      COMPARED.forEach(group -> counts.put(group, new PairedCounts()));
    }

    @Override
    public void counted(ShotGroup group, Outcome outcome) {
      images++;
      of(Optional.empty()).add(outcome);
      of(Optional.of(group)).add(outcome);
    }

    @Override
    public void again(ShotGroup group, Outcome outcome) {
      if (bursts == Bursts.COUNTED_WHOLE) {
        counted(group, outcome);
      }
    }

    private PairedCounts of(Optional<ShotGroup> group) {
      return Objects.requireNonNull(counts.get(group));
    }

    @Override
    public Decision look(long labels) {
      List<GroupEvidence> groups = gate.weigh(COMPARED, this::of);
      var evidence =
          new StreamEvidence(Instant.EPOCH, Instant.EPOCH, images, images, 0, 0, 0, groups);
      StreamVerdict verdict = gate.judge(evidence, Question.PROOF);
      if (verdict instanceof StreamVerdict.Undecided) {
        return Decision.UNDECIDED;
      }
      return verdict instanceof StreamVerdict.Shown ? Decision.PROMOTED : Decision.REFUSED;
    }
  }

  /** What a burst counts for. */
  enum Bursts {
    COUNTED_ONCE,
    COUNTED_WHOLE
  }

  /** What people do: after so many labels, the model with the better accuracy. */
  final class ComparedOnce implements GateJudge {
    private final long after;
    private long ahead;

    ComparedOnce(long after) {
      this.after = after;
    }

    @Override
    public void counted(ShotGroup group, Outcome outcome) {
      ahead += outcome == Outcome.SUBJECT_ONLY ? 1 : outcome == Outcome.OTHER_ONLY ? -1 : 0;
    }

    @Override
    public void again(ShotGroup group, Outcome outcome) {
      counted(group, outcome);
    }

    @Override
    public Decision look(long labels) {
      if (labels < after) {
        return Decision.UNDECIDED;
      }
      return ahead >= 0 ? Decision.PROMOTED : Decision.REFUSED;
    }
  }
}
