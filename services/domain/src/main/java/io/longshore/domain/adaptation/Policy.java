package io.longshore.domain.adaptation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.Sha256;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When a model is adapted, in which gear, and what that may cost: everything that a decision
 * depends on besides the evidence.
 *
 * <p>A policy is also a list of keys with values, as in a file of properties: {@link #entries} and
 * {@link #of} are each other's inverse.
 *
 * @param state whether it decides by itself
 * @param trimStrength tau of gear 1 in [0, 1]: how far answers follow the recent mix; 0 is off
 * @param thresholds how much must have moved
 * @param rebalance terms of gear 2
 * @param retrain terms of gear 3
 * @param worth what makes benefit and cost comparable
 * @param first when a stream gets its first model
 */
public record Policy(
    PolicyState state,
    double trimStrength,
    Thresholds thresholds,
    GearTerms rebalance,
    GearTerms retrain,
    Worth worth,
    FirstModel first) {
  private static final int DIGEST_DIGITS = 12;

  /**
   * Refuses values out of range.
   *
   * @throws IllegalArgumentException naming the key, its value and its range
   */
  public Policy {
    PolicyText.write(state, trimStrength, thresholds, rebalance, retrain, worth, first)
        .forEach(PolicyKey::check);
  }

  /**
   * The policy of a complete list of entries.
   *
   * @throws IllegalArgumentException naming the first key that is unknown, missing, or whose value
   *     is out of range
   */
  public static Policy of(Map<String, String> entries) {
    return PolicyText.read(entries);
  }

  /** Every key in the order of a table, with its value. */
  public Map<String, String> entries() {
    return Collections.unmodifiableMap(
        PolicyText.write(state, trimStrength, thresholds, rebalance, retrain, worth, first));
  }

  /** This policy with what an operator has set instead. */
  public Policy with(PolicyOverrides overrides) {
    var entries = new LinkedHashMap<>(entries());
    entries.putAll(overrides.values());
    return of(entries);
  }

  public GearTerms terms(Gear gear) {
    return switch (gear) {
      case REBALANCE -> rebalance;
      case RETRAIN -> retrain;
    };
  }

  /** Names a policy by what it says: equal policies have equal digests, 12 hexadecimal digits. */
  public String digest() {
    var text = new StringBuilder();
    entries().forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return Sha256.hex(text.toString().getBytes(UTF_8)).substring(0, DIGEST_DIGITS);
  }
}
