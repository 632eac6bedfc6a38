package io.longshore.tracker.label;

/**
 * 128 bits that stand for a name: the first half of its SHA-256. Names are chosen by senders, so
 * the hash must be one for which nobody can make two names alike; by chance, two of 10^9 names are
 * with probability 10^-21.
 */
public record Fingerprint(long high, long low) {}
