package io.longshore.domain.drift;

/** One class that moved: its share of the reference mix and of the units seen since. */
public record ClassShift(String className, double referenceShare, double liveShare) {}
