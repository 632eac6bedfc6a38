package io.longshore.bench.adapt;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which gears answer the drift. */
public enum AdaptPolicy {
  NONE("no adaptation"),
  TRIM("answers follow the mix"),
  REBALANCE("the head is fitted anew"),
  RETRAIN("everything is trained anew"),
  ALL("all three gears"),
  /** Read off the answers of {@link #NONE}; see {@link TruePrior}. */
  ORACLE("the first model, told the true mix");

  private final String title;

  AdaptPolicy(String title) {
    this.title = title;
  }

  /** A gear, with the key of a policy that forbids it by the value 0. */
  public enum Speed {
    TRIM("trim-strength"),
    REBALANCE("rebalance-per-day"),
    RETRAIN("retrain-per-day");

    private final String key;

    Speed(String key) {
      this.key = key;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The policy of that word.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static AdaptPolicy named(String word) {
    return Arrays.stream(values())
        .filter(policy -> policy.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no policy '%s'; there are %s"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(AdaptPolicy::word)
                                .collect(Collectors.joining(", ")))));
  }

  /** The word on the command line and in the table. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The policy in words. */
  public String title() {
    return title;
  }

  public boolean allows(Speed gear) {
    return switch (this) {
      case NONE, ORACLE -> false;
      case ALL -> true;
      case TRIM -> gear == Speed.TRIM;
      case REBALANCE -> gear == Speed.REBALANCE;
      case RETRAIN -> gear == Speed.RETRAIN;
    };
  }

  /** The policy whose running system gives the answers. */
  public AdaptPolicy served() {
    return this == ORACLE ? NONE : this;
  }

  /** Keys of a stream's policy with the values that forbid what is not allowed. */
  public Map<String, String> overrides() {
    var forbidden = new TreeMap<String, String>();
    for (Speed gear : Speed.values()) {
      if (!allows(gear)) {
        forbidden.put(gear.key, "0");
      }
    }
    return Map.copyOf(forbidden);
  }
}
