package io.longshore.domain.adaptation;

import java.time.Duration;

/**
 * When a stream without a model gets its first.
 *
 * @param labels labels after which it is asked for
 * @param minimum labels that are enough once no more come
 * @param quiet how long no label must have come for that
 */
public record FirstModel(long labels, long minimum, Duration quiet) {}
