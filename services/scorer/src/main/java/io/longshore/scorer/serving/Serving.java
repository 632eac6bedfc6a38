package io.longshore.scorer.serving;

import io.longshore.scorer.onnx.OnnxModel;

/**
 * What answers now: a model, the plan that chose it, its trim. Replaced as a whole.
 *
 * @param model loaded and warm
 * @param planEpoch of the plan that made it live
 * @param trim of this model under the latest class frequencies
 */
public record Serving(OnnxModel model, long planEpoch, Trim trim) {}
