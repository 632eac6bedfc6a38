package io.longshore.domain.adaptation;

import java.time.Duration;

/**
 * On what terms a policy asks for a gear.
 *
 * @param perDay how often at most within a day of event time; 0 forbids the gear
 * @param coolDown event time after asking for it before it is asked for again, answered or not
 * @param coolDownUnits units after which it may be asked for again if nothing answered
 * @param seconds compute that one run takes
 * @param regains share of the moved mix that comes back as right answers, in [0, 1]; see {@link
 *     Stake}
 */
public record GearTerms(
    long perDay, Duration coolDown, long coolDownUnits, double seconds, double regains) {}
