package io.longshore.console.state;

import io.longshore.domain.frequency.ClassFrequencies;
import java.util.ArrayList;
import java.util.List;

/**
 * Evidence over time in bounded memory: when it is full, every other point goes, and from then on
 * only every other one is kept. So what is far back is as coarse as what is new, and the first and
 * the latest point are always there.
 */
public final class DriftHistory {
  private final int most;
  private final List<DriftPoint> kept = new ArrayList<>();
  private long seen;
  private long stride = 1;

  /**
   * @param most points, at least 4
   */
  public DriftHistory(int most) {
    if (most < 4) {
      throw new IllegalArgumentException("a history of " + most + " points; at least 4 are needed");
    }
    this.most = most;
  }

  /** What the tracker counted; before the first label that has no time. */
  void told(ClassFrequencies snapshot) {
    if (snapshot.units() > 0) {
      add(DriftPoint.of(snapshot));
    }
  }

  /** The latest point takes the place of the one before unless that one is on the stride. */
  public void add(DriftPoint point) {
    boolean lastIsProvisional = !kept.isEmpty() && (seen - 1) % stride != 0;
    if (lastIsProvisional) {
      kept.set(kept.size() - 1, point);
    } else {
      kept.add(point);
    }
    seen++;
    if (kept.size() > most) {
      thin();
    }
  }

  private void thin() {
    var every = new ArrayList<DriftPoint>();
    for (int i = 0; i < kept.size(); i += 2) {
      every.add(kept.get(i));
    }
    stride *= 2;
    if (kept.size() % 2 == 0) {
      every.add(kept.get(kept.size() - 1));
    }
    kept.clear();
    kept.addAll(every);
  }

  /** Oldest first. */
  public List<DriftPoint> points() {
    return List.copyOf(kept);
  }
}
