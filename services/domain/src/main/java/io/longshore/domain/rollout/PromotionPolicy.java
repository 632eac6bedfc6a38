package io.longshore.domain.rollout;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ShotGroup;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a candidate has to pass before it is live, and what watches over it then: a list of keys
 * with values, as in a file of properties.
 *
 * @param entries every key with its value, in the order of a table
 */
public record PromotionPolicy(Map<String, String> entries) {

  /**
   * Refuses what is no policy.
   *
   * @throws IllegalArgumentException naming the first key that is unknown, missing, or whose value
   *     is out of range
   */
  public PromotionPolicy {
    entries.forEach(PromotionKey::check);
    var ordered = new LinkedHashMap<String, String>();
    for (PromotionKey key : PromotionKey.values()) {
      String value = entries.get(key.key());
      if (value == null) {
        throw new IllegalArgumentException("promotion policy key " + key.key() + " is missing");
      }
      ordered.put(key.key(), value);
    }
    entries = Collections.unmodifiableMap(ordered);
  }

  /** This policy with what an operator has set instead. */
  public PromotionPolicy with(PromotionOverrides overrides) {
    var changed = new LinkedHashMap<>(entries);
    changed.putAll(overrides.values());
    return new PromotionPolicy(changed);
  }

  /** The stages of a model made in this gear. */
  public PromotionPath path(Gear gear) {
    String word =
        text(
            switch (gear) {
              case REBALANCE -> PromotionKey.REBALANCE_PATH;
              case RETRAIN -> PromotionKey.RETRAIN_PATH;
            });
    return Arrays.stream(PromotionPath.values())
        .filter(path -> path.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  /** Of the images, for the second model of a stage; a guard of no share is no guard. */
  public double share(TrialStage stage) {
    return switch (stage) {
      case VERIFY -> 0;
      case SHADOW -> number(PromotionKey.SHADOW_SHARE);
      case CANARY -> number(PromotionKey.CANARY_SHARE);
      case GUARD -> number(PromotionKey.GUARD_SHARE);
    };
  }

  /** By how much accuracy may fall: of a group, or overall. */
  public double margin(Optional<ShotGroup> group) {
    return number(
        group
            .map(
                g ->
                    switch (g) {
                      case MANY -> PromotionKey.MARGIN_MANY;
                      case MEDIUM -> PromotionKey.MARGIN_MEDIUM;
                      case FEW -> PromotionKey.MARGIN_FEW;
                    })
            .orElse(PromotionKey.MARGIN_OVERALL));
  }

  /** Chance that a trial decides wrongly, however often it is looked at. */
  public double alpha() {
    return number(PromotionKey.ALPHA);
  }

  /** Labelled images below which nothing is decided for a candidate. */
  public long minimumLabels() {
    return Long.parseLong(text(PromotionKey.MINIMUM_LABELS));
  }

  /** Whether a candidate has to be better, not only no worse. */
  public boolean requiresSuperiority() {
    return text(PromotionKey.REQUIRE).equals("superiority");
  }

  /** Above which difference in accuracy nothing is a fall: 0, or minus the group's margin. */
  public double fallBelow(Optional<ShotGroup> group) {
    return text(PromotionKey.FALL).equals("any") ? 0 : -margin(group);
  }

  /** After which a stage that has decided nothing ends with a refusal. */
  public Duration patience() {
    return time(PromotionKey.PATIENCE);
  }

  /** After which a candidate that was not verified is refused. */
  public Duration verifyPatience() {
    return time(PromotionKey.VERIFY_PATIENCE);
  }

  /** How long a label may come after the prediction of its image. */
  public Duration labelDelay() {
    return time(PromotionKey.LABEL_DELAY);
  }

  /** How long the model before guards a new one. */
  public Duration guardPeriod() {
    return time(PromotionKey.GUARD_PERIOD);
  }

  private String text(PromotionKey key) {
    return String.valueOf(entries.get(key.key()));
  }

  private double number(PromotionKey key) {
    return Double.parseDouble(text(key));
  }

  private Duration time(PromotionKey key) {
    return Duration.parse(text(key));
  }
}
