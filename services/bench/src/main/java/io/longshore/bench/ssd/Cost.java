package io.longshore.bench.ssd;

/**
 * What a row took.
 *
 * @param epochs of all its long stages together
 * @param parameters that one prediction reads: encoder and one linear head, or all experts
 * @param imagesPerSecond of training over those epochs, augmentation and all
 * @param seconds from nothing to the model; a stage that several rows share counts in each
 * @param peakMegabytes of resident memory while it trained; NaN where unknown
 */
public record Cost(
    int epochs, long parameters, double imagesPerSecond, double seconds, double peakMegabytes) {}
