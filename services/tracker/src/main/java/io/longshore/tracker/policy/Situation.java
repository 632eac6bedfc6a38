package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.Gear;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a decision depends on besides the evidence of drift.
 *
 * @param labels counted in all
 * @param classes with at least one label
 * @param newClasses labelled classes that the live model does not have
 * @param newUnits units of these in the window of evidence
 * @param windowUnits units of all classes in it
 * @param mixUnits units since the mix most likely changed: what the new mix is known from
 * @param unanswered gears that were asked for and not answered, with the units counted since
 * @param quiet time since the last label came
 * @param now event time
 * @param ledger when gears were asked for
 */
public record Situation(
    long labels,
    long classes,
    SortedSet<String> newClasses,
    long newUnits,
    long windowUnits,
    long mixUnits,
    Map<Gear, Long> unanswered,
    Duration quiet,
    Instant now,
    Ledger ledger) {

  public Situation {
    newClasses = Collections.unmodifiableSortedSet(new TreeSet<>(newClasses));
    var copy = new EnumMap<Gear, Long>(Gear.class);
    copy.putAll(unanswered);
    unanswered = Collections.unmodifiableMap(copy);
  }
}
