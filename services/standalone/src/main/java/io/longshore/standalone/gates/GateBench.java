package io.longshore.standalone.gates;

import io.longshore.bench.drift.ExactBinomial;
import io.longshore.domain.model.ShotGroup;
import io.longshore.domain.rollout.PromotionPolicy;
import io.longshore.rollout.evidence.Outcome;
import io.longshore.standalone.gates.GateJudge.Bursts;
import io.longshore.standalone.gates.GateJudge.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Simulated paired streams before the gate that rollout uses, and before what people use instead.
 *
 * @param policy of the gate
 * @param runs of each row
 * @param seed of all streams
 * @param horizon labels after which a run ends undecided
 */
public record GateBench(PromotionPolicy policy, int runs, long seed, long horizon) {
  /** Images of a unit that show the same thing; nine in ten have the outcome of the first. */
  static final int BURST = 5;

  private static final double ALIKE = 0.9;
  private static final int FIRST_LOOK = 250;
  private static final double NEXT_LOOK = 1.1;
  private static final long COMPARED_AFTER = 2_000;

  private record Judge(String name, int burst, Supplier<GateJudge> make) {}

  private record Run(Decision decision, long labels) {}

  public GateBench {
    if (runs < 1 || horizon < FIRST_LOOK) {
      throw new IllegalArgumentException(
          "%d runs of %d labels: at least one run and %d labels are needed"
              .formatted(runs, horizon, FIRST_LOOK));
    }
  }

  /** All rows. */
  public List<GateRow> rows() {
    var rows = new ArrayList<GateRow>();
    for (GateScenario scenario : GateScenario.ALL) {
      for (Judge judge : judges()) {
        rows.add(row(scenario, judge));
      }
    }
    return rows;
  }

  private List<Judge> judges() {
    return List.of(
        new Judge("gate", 1, () -> new GateJudge.Ours(policy, Bursts.COUNTED_ONCE)),
        new Judge("accuracy after 2,000", 1, () -> new GateJudge.ComparedOnce(COMPARED_AFTER)),
        new Judge("gate", BURST, () -> new GateJudge.Ours(policy, Bursts.COUNTED_ONCE)),
        new Judge(
            "gate without units", BURST, () -> new GateJudge.Ours(policy, Bursts.COUNTED_WHOLE)),
        new Judge("accuracy after 2,000", BURST, () -> new GateJudge.ComparedOnce(COMPARED_AFTER)));
  }

  private GateRow row(GateScenario scenario, Judge judge) {
    List<Run> all =
        IntStream.range(0, runs)
            .parallel()
            .mapToObj(run -> run(scenario, judge, seed * 1_000_003 + run))
            .toList();
    int promoted = count(all, Decision.PROMOTED);
    int right = scenario.expected() == GateScenario.Expected.PROMOTE ? promoted : runs - promoted;
    return new GateRow(
        scenario.name(),
        judge.name(),
        scenario.expected() == GateScenario.Expected.PROMOTE ? "promote" : "keep-out",
        judge.burst(),
        runs,
        promoted,
        count(all, Decision.REFUSED),
        count(all, Decision.UNDECIDED),
        right,
        ExactBinomial.lower(right, runs, 0.975),
        ExactBinomial.upper(right, runs, 0.975),
        median(all));
  }

  private Run run(GateScenario scenario, Judge judge, long streamSeed) {
    var stream = new PairedStream(scenario, streamSeed);
    GateJudge at = judge.make().get();
    var coin = new java.util.SplittableRandom(~streamSeed);
    long labels = 0;
    long look = FIRST_LOOK;
    while (labels < horizon) {
      ShotGroup group = stream.group();
      Outcome first = stream.outcome(group);
      at.counted(group, first);
      for (int i = 1; i < judge.burst(); i++) {
        at.again(group, coin.nextDouble() < ALIKE ? first : stream.outcome(group));
      }
      labels += judge.burst();
      if (labels >= look) {
        Decision decision = at.look(labels);
        if (decision != Decision.UNDECIDED) {
          return new Run(decision, labels);
        }
        look = Math.max(labels + 1, (long) (look * NEXT_LOOK));
      }
    }
    return new Run(Decision.UNDECIDED, labels);
  }

  private static int count(List<Run> runs, Decision decision) {
    return (int) runs.stream().filter(run -> run.decision() == decision).count();
  }

  private static long median(List<Run> runs) {
    long[] labels =
        runs.stream()
            .mapToLong(run -> run.decision() == Decision.UNDECIDED ? Long.MAX_VALUE : run.labels())
            .sorted()
            .toArray();
    long middle = Arrays.stream(labels).skip(labels.length / 2).findFirst().orElseThrow();
    return middle == Long.MAX_VALUE ? -1 : middle;
  }
}
