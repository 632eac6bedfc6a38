package io.longshore.bench.drift.stream;

import java.time.LocalDate;

/**
 * Labels that were gathered together, such as the captures of a night or two of trapping.
 *
 * @param date of the first
 * @param labels classes in the order they came
 */
public record Session(LocalDate date, int[] labels) {}
