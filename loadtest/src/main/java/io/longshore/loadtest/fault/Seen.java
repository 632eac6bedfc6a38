package io.longshore.loadtest.fault;

/**
 * Something that shows that a fault happened, or what became of it.
 *
 * @param second since the scenario began
 */
record Seen(double second, String what) {}
