package io.longshore.scorer.serving;

import io.longshore.domain.rollout.Trial;
import io.longshore.scorer.onnx.OnnxModel;

/**
 * A model on trial beside the live one.
 *
 * @param trial what it does and for which images
 * @param model loaded and warm
 * @param trim of this model under the latest class frequencies
 */
public record OnTrial(Trial trial, OnnxModel model, Trim trim) {}
