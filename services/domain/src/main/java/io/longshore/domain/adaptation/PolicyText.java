package io.longshore.domain.adaptation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A policy as keys and values, and back. */
final class PolicyText {
  private final Map<String, String> entries;

  private PolicyText(Map<String, String> entries) {
    this.entries = entries;
  }

  static Map<String, String> write(
      PolicyState state,
      double trimStrength,
      Thresholds thresholds,
      GearTerms rebalance,
      GearTerms retrain,
      Worth worth,
      FirstModel first) {
    var text = new PolicyText(new LinkedHashMap<>());
    text.put(PolicyKey.STATE, state.word());
    text.put(PolicyKey.TRIM_STRENGTH, trimStrength);
    text.put(PolicyKey.ALPHA, thresholds.alpha());
    text.put(PolicyKey.EFFECT_FLOOR, thresholds.effectFloor());
    text.put(PolicyKey.RETRAIN_FLOOR, thresholds.retrainFloor());
    text.put(PolicyKey.LEAST_MIX_UNITS, thresholds.leastMixUnits());
    text.put(PolicyKey.REBALANCE_PER_DAY, rebalance.perDay());
    text.put(PolicyKey.COOL_DOWN, rebalance.coolDown());
    text.put(PolicyKey.COOL_DOWN_UNITS, rebalance.coolDownUnits());
    text.put(PolicyKey.REBALANCE_SECONDS, rebalance.seconds());
    text.put(PolicyKey.REBALANCE_REGAINS, rebalance.regains());
    text.put(PolicyKey.RETRAIN_PER_DAY, retrain.perDay());
    text.put(PolicyKey.RETRAIN_COOL_DOWN, retrain.coolDown());
    text.put(PolicyKey.RETRAIN_COOL_DOWN_UNITS, retrain.coolDownUnits());
    text.put(PolicyKey.RETRAIN_SECONDS, retrain.seconds());
    text.put(PolicyKey.RETRAIN_REGAINS, retrain.regains());
    text.put(PolicyKey.HORIZON_UNITS, worth.horizonUnits());
    text.put(PolicyKey.RIGHT_ANSWER_WORTH, worth.rightAnswer());
    text.put(PolicyKey.COMPUTE_SECOND_PRICE, worth.computeSecond());
    text.put(PolicyKey.FIRST_MODEL_LABELS, first.labels());
    text.put(PolicyKey.FIRST_MODEL_MINIMUM, first.minimum());
    text.put(PolicyKey.FIRST_MODEL_QUIET, first.quiet());
    return text.entries;
  }

  static Policy read(Map<String, String> entries) {
    entries.forEach(PolicyKey::check);
    var text = new PolicyText(entries);
    return new Policy(
        text.state(),
        text.number(PolicyKey.TRIM_STRENGTH),
        new Thresholds(
            text.number(PolicyKey.ALPHA),
            text.number(PolicyKey.EFFECT_FLOOR),
            text.number(PolicyKey.RETRAIN_FLOOR),
            text.count(PolicyKey.LEAST_MIX_UNITS)),
        new GearTerms(
            text.count(PolicyKey.REBALANCE_PER_DAY),
            text.time(PolicyKey.COOL_DOWN),
            text.count(PolicyKey.COOL_DOWN_UNITS),
            text.number(PolicyKey.REBALANCE_SECONDS),
            text.number(PolicyKey.REBALANCE_REGAINS)),
        new GearTerms(
            text.count(PolicyKey.RETRAIN_PER_DAY),
            text.time(PolicyKey.RETRAIN_COOL_DOWN),
            text.count(PolicyKey.RETRAIN_COOL_DOWN_UNITS),
            text.number(PolicyKey.RETRAIN_SECONDS),
            text.number(PolicyKey.RETRAIN_REGAINS)),
        new Worth(
            text.count(PolicyKey.HORIZON_UNITS),
            text.number(PolicyKey.RIGHT_ANSWER_WORTH),
            text.number(PolicyKey.COMPUTE_SECOND_PRICE)),
        new FirstModel(
            text.count(PolicyKey.FIRST_MODEL_LABELS),
            text.count(PolicyKey.FIRST_MODEL_MINIMUM),
            text.time(PolicyKey.FIRST_MODEL_QUIET)));
  }

  private void put(PolicyKey key, String value) {
    entries.put(key.key(), value);
  }

  /** Without an exponent and without needless zeros, so that equal numbers have equal texts. */
  private void put(PolicyKey key, double value) {
    put(
        key,
        Double.isFinite(value)
            ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
            : Double.toString(value));
  }

  private void put(PolicyKey key, long value) {
    put(key, Long.toString(value));
  }

  private void put(PolicyKey key, Duration value) {
    put(key, value.toString());
  }

  private String of(PolicyKey key) {
    String value = entries.get(key.key());
    if (value == null) {
      throw new IllegalArgumentException("policy key " + key.key() + " is missing");
    }
    return value;
  }

  private PolicyState state() {
    return Arrays.stream(PolicyState.values())
        .filter(state -> state.word().equals(of(PolicyKey.STATE)))
        .findFirst()
        .orElseThrow();
  }

  private double number(PolicyKey key) {
    return Double.parseDouble(of(key));
  }

  private long count(PolicyKey key) {
    return Long.parseLong(of(key));
  }

  private Duration time(PolicyKey key) {
    return Duration.parse(of(key));
  }
}
