package io.longshore.tracker.label;

/**
 * What was done with a label.
 *
 * @param why it was refused; empty if it was not
 */
public record Taken(Fate fate, Timing timing, String why) {}
