package io.longshore.standalone.watch;

import java.time.Instant;

/** A value and when it was seen. */
public record Seen<T>(T value, Instant at) {}
