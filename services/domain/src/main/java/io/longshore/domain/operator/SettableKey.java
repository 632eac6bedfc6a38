package io.longshore.domain.operator;

import java.util.Locale;

/** A key of something that operators set; a constant of an enum. */
public interface SettableKey {

  /** As the enum calls it. */
  String name();

  /** What its value can be. */
  ValueRange range();

  /** As operators call it: {@code effect-floor} for {@code EFFECT_FLOOR}. */
  default String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
