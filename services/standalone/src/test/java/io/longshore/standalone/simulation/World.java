package io.longshore.standalone.simulation;

import static io.longshore.standalone.simulation.Fixture.MODELS;
import static io.longshore.standalone.simulation.Fixture.RULES;
import static io.longshore.standalone.simulation.Fixture.START;

import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.rollout.Decision;
import io.longshore.rollout.Recollection;
import io.longshore.rollout.Rollout;
import io.longshore.rollout.RolloutEvent;
import io.longshore.rollout.evidence.Outcome;
import io.longshore.rollout.evidence.PairedCounts;
import io.longshore.rollout.evidence.StreamGate;
import io.longshore.rollout.evidence.TrialWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Topics as lists, two rollout processes of which one is shut out, scorers that crash, and records
 * that come late, again, or only after a restart. Everything follows from the seed.
 */
final class World {
  private static final int SCORERS = 3;

  private final Random random;
  private final List<RolloutPlan> plans = new ArrayList<>();
  private final Map<ModelVersion, GateResult> heldOut = new HashMap<>();
  private final List<ScorerReport> reports = new ArrayList<>();
  private final List<SimulatedScorer> scorers = new ArrayList<>();
  private final Set<ModelVersion> broken = new HashSet<>();
  private final Set<Integer> unpredicted = new HashSet<>();
  private final Rollout[] processes = new Rollout[2];
  private int announced;
  private int writer;
  private int images;
  private Instant now = START;

  World(long seed) {
    this.random = new Random(seed);
    for (int i = 1; i < MODELS.size(); i++) {
      if (random.nextInt(4) == 0) {
        broken.add(MODELS.get(i).version());
      }
    }
    for (int i = 0; i < SCORERS; i++) {
      scorers.add(new SimulatedScorer("scorer-" + i, broken));
    }
    restart(0);
    restart(1);
  }

  List<RolloutPlan> plans() {
    return Collections.unmodifiableList(plans);
  }

  List<SimulatedScorer> scorers() {
    return List.copyOf(scorers);
  }

  Set<Integer> unpredicted() {
    return Set.copyOf(unpredicted);
  }

  /** Something happens. */
  void step() {
    now = now.plusMillis(random.nextInt(4000));
    SimulatedScorer scorer = scorers.get(random.nextInt(SCORERS));
    int process = random.nextInt(2);
    switch (random.nextInt(14)) {
      case 0 -> announced = Math.min(MODELS.size(), announced + 1);
      case 1, 2 -> tellOfModel(process);
      case 3 -> tell(process, new RolloutEvent.Ticked(now));
      case 4 -> evidence(process);
      case 5 -> tellOfReport(process);
      case 6, 7 -> deliver(scorer);
      case 8 -> scorer.step(now);
      case 9 -> scorer.step(now);
      case 10 -> reports.add(scorer.report(now));
      case 11 -> score();
      case 12 -> misfortune(scorer, process);
      default -> operate(process);
    }
  }

  /** The scheduler relents: all that was written is delivered, and everybody acts on it. */
  void calm() {
    announced = MODELS.size();
    restart(0);
    tell(0, new RolloutEvent.ResumeAsked("operator: the test is over", now));
    for (int round = 0; round < 25; round++) {
      now = now.plusSeconds(300);
      MODELS.forEach(model -> tell(0, new RolloutEvent.Announced(model, now)));
      tell(0, new RolloutEvent.Ticked(now));
      for (SimulatedScorer scorer : scorers) {
        MODELS.forEach(model -> knowOnce(scorer, model));
        settle(scorer);
        tell(0, new RolloutEvent.Reported(scorer.report(now), now, now));
      }
    }
    scorers.forEach(this::settle);
    score();
  }

  private void settle(SimulatedScorer scorer) {
    scorer.planned(plans.get(plans.size() - 1), now);
    for (int i = 0; i < 20 && scorer.step(now); i++) {
      score();
    }
  }

  private final Set<String> known = new HashSet<>();

  /** A manifest that comes again gives a refused model another chance; once is enough here. */
  private void knowOnce(SimulatedScorer scorer, io.longshore.domain.model.ModelManifest model) {
    if (known.add(scorers.indexOf(scorer) + model.version().value())) {
      scorer.announced(model);
    }
  }

  /** Only the process that opened the journal last writes; the other one ends when it tries. */
  private void tell(int process, RolloutEvent event) {
    Decision decision = processes[process].on(event, RULES);
    boolean writes = decision.plan().isPresent() || !decision.judged().isEmpty();
    if (writes && process != writer) {
      restart(random.nextBoolean() ? process : writer);
      return;
    }
    if (writes && random.nextInt(50) == 0) {
      restart(process); // it ended before the transaction was committed
      return;
    }
    decision.plan().ifPresent(plans::add);
    decision.judged().stream()
        .filter(result -> result.window().equals("held-out"))
        .forEach(result -> heldOut.put(result.version(), result));
    processes[process] = decision.rollout();
  }

  private void restart(int process) {
    writer = process;
    processes[process] =
        new Recollection(plans, heldOut).recall("default", MODELS.subList(0, announced));
  }

  private void tellOfModel(int process) {
    if (announced > 0) {
      tell(process, new RolloutEvent.Announced(MODELS.get(random.nextInt(announced)), now));
    }
  }

  private void tellOfReport(int process) {
    if (!reports.isEmpty()) {
      ScorerReport report = reports.get(random.nextInt(reports.size()));
      tell(process, new RolloutEvent.Reported(report, report.at(), now));
    }
  }

  private void evidence(int process) {
    Optional<TrialWindow> window = TrialWindow.of(processes[process].plan(), 0);
    if (window.isEmpty()) {
      return;
    }
    var counts = new PairedCounts();
    int better = random.nextInt(80);
    int worse = random.nextInt(80);
    for (int i = 0; i < 1500; i++) {
      counts.add(
          i < better
              ? Outcome.SUBJECT_ONLY
              : i < better + worse ? Outcome.OTHER_ONLY : Outcome.BOTH_RIGHT);
    }
    var groups = new StreamGate(RULES.policy()).weigh(List.of(Optional.empty()), group -> counts);
    var seen = new StreamEvidence(window.get().trial().since(), now, 1500, 1500, 0, 0, 0, groups);
    tell(process, new RolloutEvent.Evidenced(window.get(), seen, Evaluation.NONE, now));
  }

  /** A record of either topic, any one: late, again, or out of turn. */
  private void deliver(SimulatedScorer scorer) {
    if (random.nextBoolean() && announced > 0) {
      scorer.announced(MODELS.get(random.nextInt(announced)));
    } else if (!plans.isEmpty()) {
      scorer.planned(plans.get(random.nextInt(plans.size())), now);
    }
  }

  /** Images are acknowledged; whoever has them and serves predicts some of them. */
  private void score() {
    unpredicted.add(images++);
    for (SimulatedScorer scorer : scorers) {
      if (scorer.serving().isPresent()) {
        unpredicted.removeIf(image -> image % SCORERS == scorers.indexOf(scorer));
      }
    }
  }

  private void misfortune(SimulatedScorer scorer, int process) {
    if (random.nextInt(3) == 0) {
      scorer.crash();
      known.removeIf(key -> key.startsWith(Integer.toString(scorers.indexOf(scorer))));
    } else if (random.nextInt(3) == 0) {
      restart(process);
    }
  }

  private void operate(int process) {
    Rollout rollout = processes[process];
    switch (random.nextInt(6)) {
      case 0 -> tell(process, new RolloutEvent.PauseAsked("operator: a test", now));
      case 1, 2 -> tell(process, new RolloutEvent.ResumeAsked("operator: a test", now));
      case 3 ->
          rollout
              .plan()
              .live()
              .ifPresent(
                  live ->
                      tell(process, new RolloutEvent.RollBackAsked(live, "operator: a test", now)));
      case 4 ->
          tell(
              process,
              new RolloutEvent.PromotionAsked(
                  MODELS.get(random.nextInt(MODELS.size())).version(), "operator: a test", now));
      default -> tell(process, new RolloutEvent.Ticked(now));
    }
  }

  Set<ModelVersion> announcedVersions() {
    var versions = new HashSet<ModelVersion>();
    MODELS.subList(0, announced).forEach(model -> versions.add(model.version()));
    return versions;
  }

  boolean isBroken(ModelVersion version) {
    return broken.contains(version);
  }
}
