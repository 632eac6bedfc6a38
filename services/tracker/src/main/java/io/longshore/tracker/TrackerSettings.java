package io.longshore.tracker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the tracker. */
@ConfigMapping(prefix = "longshore.tracker")
public interface TrackerSettings {

  /** Units after which a unit weighs half as much in the recent mix. */
  @WithDefault("2000")
  double halfLifeUnits();

  /** Chance of a false drift alarm in one window of evidence. */
  @WithDefault("0.01")
  double alpha();

  /** Least total variation of the mix worth acting on. */
  @WithDefault("0.05")
  double effectFloor();

  /** Least total variation of the mix that asks for a retraining too. */
  @WithDefault("0.15")
  double retrainFloor();

  /** Units since a change that a new mix must be known from before anything is adapted to it. */
  @WithDefault("100")
  long leastMixUnits();

  /** Units between two looks at the evidence. */
  @WithDefault("20")
  long lookEveryUnits();

  /** Labels after which the first model is asked for. */
  @WithDefault("4000")
  long firstModelLabels();

  /** Labels that are enough for the first model once no more come. */
  @WithDefault("50")
  long firstModelMinimum();

  /** How long no label must have come for that. */
  @WithDefault("PT10S")
  Duration firstModelQuiet();

  /** Units after which evidence without an alarm is dropped, to begin anew. */
  @WithDefault("2000")
  long evidenceWindowUnits();

  /**
   * How far scorers follow the recent mix, tau in [0, 1]; 0 is off. In full, frequent classes gain
   * most and rare ones pay for it.
   */
  @WithDefault("0.25")
  double trimStrength();

  /** Units after which a rebalancing that nothing answered is asked for again. */
  @WithDefault("2000")
  long coolDownUnits();

  /** The same for a retraining, which takes longer. */
  @WithDefault("20000")
  long retrainCoolDownUnits();

  /** Event time between two rebalancings. */
  @WithDefault("PT0S")
  Duration coolDown();

  /** Event time between two retrainings. */
  @WithDefault("PT0S")
  Duration retrainCoolDown();

  /** Rebalancings within a day of event time, at most; 0 forbids them. */
  @WithDefault("1000")
  long rebalancePerDay();

  /** Retrainings within a day of event time, at most; 0 forbids them. */
  @WithDefault("100")
  long retrainPerDay();

  /** Seconds of compute that a rebalancing takes. */
  @WithDefault("2")
  double rebalanceSeconds();

  /** Seconds of compute that a retraining takes. */
  @WithDefault("300")
  double retrainSeconds();

  /** Share of the moved mix that a rebalanced head makes right again, in [0, 1]. */
  @WithDefault("0.1")
  double rebalanceRegains();

  /** Share of the moved mix that a retrained student makes right again, in [0, 1]. */
  @WithDefault("0.2")
  double retrainRegains();

  /** Units over which a better model is taken to be of use. */
  @WithDefault("20000")
  long horizonUnits();

  /** Worth of one more right answer, in a currency of your choice. */
  @WithDefault("1")
  double rightAnswerWorth();

  /** Price of a second of compute, in the same currency. */
  @WithDefault("0.1")
  double computeSecondPrice();

  /** How long a labelled image is remembered, in stream time, so that its label counts once. */
  @WithDefault("PT24H")
  Duration duplicateWindow();

  /** Length of the buckets of stream time at whose ends everything is decided. */
  @WithDefault("PT0.25S")
  Duration bucket();

  /** How long after its end labels of a bucket may still be under way. */
  @WithDefault("PT0.25S")
  Duration bucketGrace();

  /** How far a partition of labels may be behind the others and still be waited for. */
  @WithDefault("PT10S")
  Duration partitionSkew();

  /** How far a record's time may be ahead of the tracker's clock and still be believed. */
  @WithDefault("PT10S")
  Duration clockAhead();

  /** Most classes that may open in a minute, in each partition of labels. */
  @WithDefault("20000")
  long newClassesPerMinute();

  /** Most classes in all, in each partition of labels. */
  @WithDefault("100000")
  long maxClasses();

  /** Labels after which a snapshot of the frequencies is published. */
  @WithDefault("50")
  long emitEveryLabels();

  /** Longest time a change waits for a snapshot. */
  @WithDefault("PT1S")
  Duration emitInterval();
}
