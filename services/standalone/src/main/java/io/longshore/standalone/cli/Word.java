package io.longshore.standalone.cli;

import java.util.Locale;

/** Names of constants as people and machines read them. */
final class Word {

  private Word() {}

  /** With dashes: {@code rolled-back}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** With blanks: {@code rolled back}. */
  static String spoken(Enum<?> constant) {
    return of(constant).replace('-', ' ');
  }
}
