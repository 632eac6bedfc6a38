package io.longshore.bench.adapt;

/**
 * When something happened.
 *
 * @param what turn, alarm, trim, rebalance or retrain; a gear when the first answer under it was
 *     given
 * @param at labelled images sent by then
 * @param seconds since the first image of the stream
 */
public record AdaptMoment(String what, int at, double seconds) {}
