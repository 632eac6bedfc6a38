package io.longshore.domain.model;

/** How the model that was live fared on the same held-out images, under the candidate's groups. */
public record Baseline(ModelVersion version, Evaluation evaluation) {}
