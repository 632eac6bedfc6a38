package io.longshore.tracker.label;

/**
 * Where a record of the labels topic lies, and when.
 *
 * @param time of the record in epoch milliseconds
 * @param now on the wall, in epoch milliseconds
 */
public record Position(int partition, long offset, long time, long now) {}
