package io.longshore.ssd.rebalance;

/** Ways to fit the head of a trained model anew while its encoder stays. */
public sealed interface HeadFit permits LearnableWeightScaling, ClassifierRetraining {}
