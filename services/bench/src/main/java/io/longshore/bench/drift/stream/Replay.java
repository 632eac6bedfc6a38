package io.longshore.bench.drift.stream;

import io.longshore.bench.drift.DriftAlarm;
import io.longshore.bench.drift.Look;
import io.longshore.bench.drift.Reference;
import io.longshore.domain.drift.DriftEvidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A stream as it happened, with a look after each session. The first sessions are the reference;
 * after an alarm the latest ones are, as after a rebalance, and evidence begins anew.
 *
 * @param reference sessions that a reference is made of, at least two and fewer than the stream has
 */
public record Replay(DatedStream stream, int reference) {

  public Replay {
    if (reference < 2 || reference >= stream.sessions().size()) {
      throw new IllegalArgumentException(
          "a reference of %d sessions in a stream of %d; at least two and one to look at are needed"
              .formatted(reference, stream.sessions().size()));
    }
  }

  /**
   * One look.
   *
   * @param labels of the stream up to it
   * @param evidence nothing, for a detector that does not weigh
   */
  public record Step(LocalDate date, int labels, DriftEvidence evidence, boolean alarm) {}

  /**
   * What a detector said, session by session after the first reference.
   *
   * @param detectors a new one for the sessions of each reference
   */
  public List<Step> run(Function<List<Session>, DriftAlarm> detectors) {
    List<Session> sessions = stream.sessions();
    List<Step> steps = new ArrayList<>();
    var known = sessions.subList(0, reference);
    var detector = detectors.apply(known);
    long[] counts = new long[stream.classes().size()];
    int labels = known.stream().mapToInt(session -> session.labels().length).sum();
    for (int i = reference; i < sessions.size(); i++) {
      Session session = sessions.get(i);
      for (int label : session.labels()) {
        counts[label]++;
      }
      labels += session.labels().length;
      var look = new Look(mix(known), counts, session.labels(), sessions.size() - 1 - i);
      boolean alarm = detector.look(look);
      steps.add(new Step(session.date(), labels, detector.evidence(), alarm));
      if (alarm) {
        known = sessions.subList(i + 1 - reference, i + 1);
        detector = detectors.apply(known);
        counts = new long[counts.length];
      }
    }
    return List.copyOf(steps);
  }

  private Reference mix(List<Session> known) {
    return Reference.of(stream.classes(), Session.counts(known, stream.classes().size()));
  }
}
