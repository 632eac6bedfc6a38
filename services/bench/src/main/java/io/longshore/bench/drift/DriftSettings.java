package io.longshore.bench.drift;

/**
 * All that the numbers of a row rest on.
 *
 * @param drifts whether the mix changes: alarms are detections then, and false otherwise
 * @param imbalance of the most frequent class to the rarest of the reference
 * @param reference labels that it was estimated from
 * @param horizon live labels in a run
 * @param look labels between looks; 0 where a stream has its own
 * @param alpha chance of a false alarm in a run that ours may have
 */
public record DriftSettings(
    String detector,
    String scenario,
    boolean drifts,
    int classes,
    double imbalance,
    long reference,
    int runs,
    int horizon,
    int look,
    double alpha,
    long seed) {}
