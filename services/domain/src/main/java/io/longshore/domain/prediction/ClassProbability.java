package io.longshore.domain.prediction;

/** A class and how likely it is. */
public record ClassProbability(String className, float probability) {}
