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
 * after an alarm those from its session on are, and evidence begins anew when there are enough of
 * them. Sessions from before the alarm would not do: with a change inside the reference, changes
 * would pass for what sessions differ by anyway.
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
   * @param session number of the session, from 0
   * @param evidence nothing, for a detector that does not weigh
   */
  public record Step(int session, LocalDate date, DriftEvidence evidence, boolean alarm) {}

  /**
   * What a detector said, session by session after the first reference.
   *
   * @param detectors a new one for the sessions of each reference
   */
  public List<Step> run(Function<List<Session>, DriftAlarm> detectors) {
    List<Step> steps = new ArrayList<>();
    int start = 0;
    while (start + reference < stream.sessions().size()) {
      start = watch(start, detectors, steps);
    }
    return List.copyOf(steps);
  }

  /** Looks until an alarm, or the end; tells where the next reference starts. */
  private int watch(int start, Function<List<Session>, DriftAlarm> detectors, List<Step> steps) {
    List<Session> sessions = stream.sessions();
    var known = sessions.subList(start, start + reference);
    var mix = Reference.of(stream.classes(), Session.counts(known, stream.classes().size()));
    var detector = detectors.apply(known);
    long[] counts = new long[stream.classes().size()];
    for (int i = start + reference; i < sessions.size(); i++) {
      int[] labels = sessions.get(i).labels();
      for (int label : labels) {
        counts[label]++;
      }
      boolean alarm = detector.look(new Look(mix, counts, labels, sessions.size() - 1 - i));
      steps.add(new Step(i, sessions.get(i).date(), detector.evidence(), alarm));
      if (alarm) {
        return i;
      }
    }
    return sessions.size();
  }
}
