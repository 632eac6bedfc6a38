package io.longshore.bench.continual;

/**
 * What makes a row this row: two rows of the same settings are the same experiment.
 *
 * @param imbalance images of the largest class for one of the smallest
 * @param tasks after the base
 * @param order shuffled or ordered
 * @param exemplars kept of each class
 * @param epochs of each long stage at the base
 * @param finetuneEpochs of each long stage at a task
 * @param remembering weight of the live model's answers; 0 for methods that forget freely
 * @param setup digest of every parameter and every training image
 */
public record ContinualSettings(
    String dataset,
    int imbalance,
    String method,
    int tasks,
    String order,
    int exemplars,
    long seed,
    String architecture,
    int epochs,
    int finetuneEpochs,
    double remembering,
    String device,
    String precision,
    String setup) {}
