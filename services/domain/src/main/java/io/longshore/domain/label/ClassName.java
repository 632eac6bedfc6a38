package io.longshore.domain.label;

/**
 * What may be the name of a class. Names are kept as strings everywhere; this is the one place that
 * says which are allowed.
 *
 * @see #check(String)
 */
public final class ClassName {
  /** Longest name, in characters: names are counted, shown and put in every manifest. */
  public static final int MAX_LENGTH = 200;

  private ClassName() {}

  /**
   * Returns the name if it is allowed.
   *
   * @throws IllegalArgumentException if it is blank, too long or has control characters
   */
  public static String check(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a class name cannot be blank");
    }
    if (name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a class name of %d characters; at most %d are allowed"
              .formatted(name.length(), MAX_LENGTH));
    }
    if (hasControls(name)) {
      throw new IllegalArgumentException("a class name cannot have control characters");
    }
    return name;
  }

  /** Every label is checked here, so no stream. */
  private static boolean hasControls(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
