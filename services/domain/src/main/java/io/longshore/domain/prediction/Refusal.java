package io.longshore.domain.prediction;

import io.longshore.domain.model.ModelVersion;

/** A model a scorer would not load, and why. */
public record Refusal(ModelVersion version, RefusalReason reason, String message) {}
