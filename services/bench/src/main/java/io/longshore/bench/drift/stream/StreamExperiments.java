package io.longshore.bench.drift.stream;

import io.longshore.bench.drift.Detector;
import io.longshore.bench.drift.DriftAlarm;
import io.longshore.bench.drift.DriftPlan;
import io.longshore.bench.drift.DriftSettings;
import io.longshore.bench.drift.Experiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A dated stream as rows of the table.
 *
 * @param turnovers changes of it that are known
 */
public record StreamExperiments(DatedStream stream, List<Turnover> turnovers) {
  /** Where sessions are a month apart, a year, which has each season once. */
  public static final int REFERENCE_SESSIONS = 12;

  /** Total variation worth an alarm: what the tracker asks for unless it is told otherwise. */
  public static final double FLOOR = 0.05;

  /** As it happened, sessions the units. */
  public Replay replay() {
    return new Replay(stream, REFERENCE_SESSIONS);
  }

  /** A copy in random order, that of the first run in the table. */
  public Replay shuffled(long seed) {
    return new Replay(stream.shuffled(new SplittableRandom(seed)), REFERENCE_SESSIONS);
  }

  /** Our detector on sessions. */
  public Function<List<Session>, DriftAlarm> ours(double alpha) {
    return sessions -> new SessionWatch(sessions, stream.classes(), alpha, FLOOR);
  }

  /** A row of every detector for the stream as it happened, and one for copies in random order. */
  public List<Experiment> of(DriftPlan plan) {
    List<Experiment> experiments = new ArrayList<>();
    String name = stream.name();
    for (Detector detector : plan.detectors()) {
      experiments.add(happened(detector, alarms(detector, plan.alpha()), name, plan));
      if (detector.isOurs()) {
        var captures = name + ", each label a unit";
        experiments.add(happened(detector, anew(detector, plan.alpha()), captures, plan));
      }
    }
    for (Detector detector : plan.detectors()) {
      var settings = settings(detector, name + ", shuffled", false, plan.runs(), plan);
      experiments.add(new ShuffledExperiment(replay(), settings, alarms(detector, plan.alpha())));
    }
    return experiments;
  }

  private Experiment happened(
      Detector detector, Function<List<Session>, DriftAlarm> alarms, String name, DriftPlan plan) {
    return new ReplayExperiment(
        replay(), turnovers, settings(detector, name, true, 1, plan), alarms);
  }

  private Function<List<Session>, DriftAlarm> alarms(Detector detector, double alpha) {
    return detector.isOurs() ? ours(alpha) : anew(detector, alpha);
  }

  private static Function<List<Session>, DriftAlarm> anew(Detector detector, double alpha) {
    return sessions -> detector.alarms().apply(alpha);
  }

  private DriftSettings settings(
      Detector detector, String name, boolean drifts, int runs, DriftPlan plan) {
    int classes = stream.classes().size();
    var counts = Arrays.stream(Session.counts(stream.sessions(), classes)).summaryStatistics();
    int reference =
        stream.sessions().subList(0, REFERENCE_SESSIONS).stream()
            .mapToInt(session -> session.labels().length)
            .sum();
    return new DriftSettings(
        detector.name(),
        name,
        drifts,
        classes,
        (double) counts.getMax() / counts.getMin(),
        reference,
        runs,
        stream.labels() - reference,
        0,
        plan.alpha(),
        plan.seed());
  }
}
