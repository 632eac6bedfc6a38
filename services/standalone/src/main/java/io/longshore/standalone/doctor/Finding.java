package io.longshore.standalone.doctor;

import java.util.Optional;

/**
 * What a check found.
 *
 * @param check what was looked at
 * @param level how bad it is
 * @param found in a sentence with the numbers
 * @param advice what to do; empty if nothing is
 */
public record Finding(String check, Level level, String found, Optional<String> advice) {

  public static Finding ok(String check, String found) {
    return new Finding(check, Level.OK, found, Optional.empty());
  }

  public static Finding warning(String check, String found, String advice) {
    return new Finding(check, Level.WARNING, found, Optional.of(advice));
  }

  public static Finding fault(String check, String found, String advice) {
    return new Finding(check, Level.FAULT, found, Optional.of(advice));
  }
}
