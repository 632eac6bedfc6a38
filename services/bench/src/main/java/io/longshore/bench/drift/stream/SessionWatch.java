package io.longshore.bench.drift.stream;

import io.longshore.bench.drift.DriftAlarm;
import io.longshore.bench.drift.Look;
import io.longshore.bench.drift.Reference;
import io.longshore.domain.drift.DesignEffect;
import io.longshore.domain.drift.DriftDetector;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.ReferenceMix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Our detector on labels in sessions, a look each: weighed by the effect of the reference's
 * sessions, since the reference and since the starts of the two latest windows, as the tracker
 * watches. A window is as many sessions as the reference.
 */
public final class SessionWatch implements DriftAlarm {
  private static final int WINDOWS = 2;

  private final DriftDetector detector;
  private final Reference reference;
  private final DesignEffect effect;
  private final ReferenceMix mix;
  private final int window;
  private final Deque<long[]> windows = new ArrayDeque<>();
  private int looks;
  private DriftEvidence evidence = DriftEvidence.NONE;

  /**
   * @param sessions of the unchanged mix
   * @param classes their names
   * @param floor least total variation that is worth an alarm
   */
  public SessionWatch(List<Session> sessions, List<String> classes, double alpha, double floor) {
    this.detector = new DriftDetector(alpha, floor);
    this.reference = Reference.of(classes, Session.counts(sessions, classes.size()));
    this.effect = SessionEffect.of(sessions, classes.size());
    this.mix = reference.mix(effect);
    this.window = sessions.size();
  }

  @Override
  public boolean look(Look look) {
    if (looks > 0 && looks % window == 0) {
      windows.addLast(new long[reference.classes()]);
    }
    if (windows.size() > WINDOWS) {
      windows.removeFirst();
    }
    looks++;
    for (int label : look.latest()) {
      windows.forEach(counts -> counts[label]++);
    }
    List<Map<String, Long>> since = new ArrayList<>(List.of(look.byName()));
    windows.forEach(counts -> since.add(reference.byName(counts)));
    evidence = detector.weigh(mix, since, effect);
    return evidence.alarm();
  }

  @Override
  public DriftEvidence evidence() {
    return evidence;
  }
}
