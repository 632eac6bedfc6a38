package io.longshore.bench.ssd;

/**
 * What makes a row this row: two rows of the same settings are the same experiment.
 *
 * @param imbalance images of the largest class for one of the smallest
 * @param stageEpochs of each long stage
 * @param setup digest of every parameter and every training image
 */
public record Settings(
    String dataset,
    int imbalance,
    String recipe,
    long seed,
    String architecture,
    int stageEpochs,
    String device,
    String precision,
    String setup) {}
