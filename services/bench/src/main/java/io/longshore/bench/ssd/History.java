package io.longshore.bench.ssd;

import java.util.ArrayList;
import java.util.List;

/**
 * What one training did so far, over all the processes that worked at it.
 *
 * @param seconds of wall-clock time
 * @param peakMegabytes of resident memory; NaN where unknown
 */
record History(List<Epoch> epochs, double seconds, double peakMegabytes, State state) {
  static final History NOTHING = new History(List.of(), 0, Double.NaN, State.UNDER_WAY);

  enum State {
    UNDER_WAY,
    FINISHED
  }

  record Epoch(double loss, double imagesPerSecond) {}

  History {
    epochs = List.copyOf(epochs);
  }

  /** What is left of it when training goes on after that many epochs. */
  History after(int epochsDone) {
    int known = Math.min(epochsDone, epochs.size());
    return new History(epochs.subList(0, known), seconds, peakMegabytes, State.UNDER_WAY);
  }

  History with(Epoch epoch) {
    List<Epoch> more = new ArrayList<>(epochs);
    more.add(epoch);
    return new History(more, seconds, peakMegabytes, state);
  }

  /** The same with the time and memory of this process added. */
  History and(double moreSeconds, double megabytes, State now) {
    double peak = Double.isNaN(peakMegabytes) ? megabytes : Math.max(peakMegabytes, megabytes);
    return new History(epochs, seconds + moreSeconds, peak, now);
  }

  List<Double> losses() {
    return epochs.stream().map(Epoch::loss).toList();
  }
}
