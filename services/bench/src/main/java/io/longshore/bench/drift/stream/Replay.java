package io.longshore.bench.drift.stream;

import io.longshore.bench.drift.DriftAlarm;
import io.longshore.bench.drift.Look;
import io.longshore.bench.drift.Reference;
import io.longshore.domain.drift.DriftEvidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A stream as it happened, with a look after each session. The first sessions are the reference;
 * after an alarm the latest ones are, as after a rebalance, and evidence begins anew.
 *
 * @param reference sessions that a reference is made of; a year of them holds each season once
 */
public record Replay(DatedStream stream, int reference) {

  /**
   * One look.
   *
   * @param evidence nothing, for a detector that does not weigh
   */
  public record Step(LocalDate date, DriftEvidence evidence, boolean alarm) {}

  /** What the detector saw and said, session by session after the first reference. */
  public List<Step> run(Supplier<DriftAlarm> detectors) {
    List<Session> sessions = stream.sessions();
    List<Step> steps = new ArrayList<>();
    var known = known(reference);
    var detector = detectors.get();
    long[] counts = new long[stream.classes().size()];
    for (int i = reference; i < sessions.size(); i++) {
      Session session = sessions.get(i);
      for (int label : session.labels()) {
        counts[label]++;
      }
      int left = sessions.size() - 1 - i;
      boolean alarm = detector.look(new Look(known, counts, session.labels(), left));
      steps.add(new Step(session.date(), detector.evidence(), alarm));
      if (alarm) {
        known = known(i + 1);
        detector = detectors.get();
        counts = new long[counts.length];
      }
    }
    return steps;
  }

  private Reference known(int end) {
    long[] counts = new long[stream.classes().size()];
    for (Session session : stream.sessions().subList(end - reference, end)) {
      for (int label : session.labels()) {
        counts[label]++;
      }
    }
    return Reference.of(stream.classes(), counts);
  }
}
