package io.longshore.domain.model;

/**
 * Trainer's engine against ONNX Runtime, measured in a throw-away process before a model is
 * announced. Of a {@linkplain ModelRecipe#quantization quantized} model: its parent in the
 * trainer's engine against itself in ONNX Runtime, which says how alike the two are, not whether an
 * engine is right.
 *
 * @param images compared
 * @param maxAbsoluteDifference largest difference of any logit
 * @param argmaxEqual images on which both name the same class
 * @param millisPerImage time ONNX Runtime took
 */
public record ParityReport(
    int images, double maxAbsoluteDifference, int argmaxEqual, double millisPerImage) {}
