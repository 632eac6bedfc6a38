package io.longshore.loadtest.load;

/**
 * What is sent, and when.
 *
 * @param name of the workload
 * @param seconds how long
 * @param warmUpSeconds at the beginning that are sent and verified but not measured
 * @param rate images a second
 * @param toRate at the end, if the rate ramps; the same as rate if it does not
 * @param burstRate during bursts
 * @param burstEvery seconds from the begin of one burst to the next; 0 for no bursts
 * @param burstSeconds of each burst
 * @param classes how many
 * @param tail how often each comes
 * @param shiftAt second from which the rarest class is the most common; 0 for never
 * @param images {@code drawn}, {@code fashion-mnist}, a folder or a CSV, as data sets are named
 * @param side of drawn images
 * @param labelled share of the images that come with their labels
 * @param poison share of sends that must be refused
 * @param via the way in
 * @param retrainAt second at which a retraining is asked for; 0 for never
 * @param seed of all choices
 */
record Workload(
    String name,
    int seconds,
    int warmUpSeconds,
    double rate,
    double toRate,
    double burstRate,
    int burstEvery,
    int burstSeconds,
    int classes,
    Tail tail,
    int shiftAt,
    String images,
    int side,
    double labelled,
    double poison,
    Via via,
    int retrainAt,
    long seed) {

  /** Ways in. */
  enum Via {
    HTTP,
    KAFKA
  }

  Workload {
    if (seconds <= warmUpSeconds) {
      throw new IllegalArgumentException(
          "workload %s warms up for %d of its %d seconds; leave some to measure"
              .formatted(name, warmUpSeconds, seconds));
    }
    if (via == Via.KAFKA && poison > 0) {
      throw new IllegalArgumentException(
          "workload " + name + ": only ingest refuses poison; set via=http or poison=0");
    }
  }

  /** Images a second at a time. */
  double rateAt(double second) {
    boolean bursting = burstEvery > 0 && second % burstEvery >= burstEvery - burstSeconds;
    return bursting ? burstRate : rate + (toRate - rate) * second / seconds;
  }

  Schedule schedule() {
    return Schedule.of(this::rateAt, seconds);
  }

  boolean isShiftedAt(double second) {
    return shiftAt > 0 && second >= shiftAt;
  }
}
