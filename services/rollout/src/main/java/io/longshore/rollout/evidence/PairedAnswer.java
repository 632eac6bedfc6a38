package io.longshore.rollout.evidence;

import java.time.Instant;

/**
 * What two models said of one image.
 *
 * @param subject class that the model under judgement named
 * @param other class that the model it is compared with named
 * @param scoredAt when
 */
record PairedAnswer(String subject, String other, Instant scoredAt) {}
