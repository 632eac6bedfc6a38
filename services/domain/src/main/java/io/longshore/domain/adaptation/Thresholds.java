package io.longshore.domain.adaptation;

/**
 * How much must have moved, and how surely, before anything is done about it.
 *
 * @param alpha chance of a false alarm that is put up with, over 0 and under 1
 * @param effectFloor least total variation worth acting on, in [0, 1]
 * @param retrainFloor least total variation that asks for a retraining too, in [0, 1]
 * @param leastMixUnits units since a change that a new mix must be known from before anything is
 *     adapted to it
 */
public record Thresholds(
    double alpha, double effectFloor, double retrainFloor, long leastMixUnits) {}
