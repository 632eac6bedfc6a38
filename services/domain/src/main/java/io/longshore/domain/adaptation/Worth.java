package io.longshore.domain.adaptation;

/**
 * What makes a benefit and a cost comparable; both in a currency of the operator's choice.
 *
 * @param horizonUnits units of the stream over which a better model is taken to be of use
 * @param rightAnswer worth of one more right answer
 * @param computeSecond price of a second of compute
 */
public record Worth(long horizonUnits, double rightAnswer, double computeSecond) {}
