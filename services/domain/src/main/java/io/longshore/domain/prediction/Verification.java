package io.longshore.domain.prediction;

import io.longshore.domain.model.ModelVersion;

/**
 * What a scorer found when it ran a candidate in a throw-away process.
 *
 * @param version the candidate
 * @param images of the golden batch that were scored; 0 if the manifest has none
 * @param maxDifference largest difference of a logit from the trainer's
 * @param millisPerImage median time of one image by itself
 * @param residentBytes memory the process took
 */
public record Verification(
    ModelVersion version,
    int images,
    double maxDifference,
    double millisPerImage,
    long residentBytes) {}
