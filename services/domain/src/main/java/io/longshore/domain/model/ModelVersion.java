package io.longshore.domain.model;

import java.util.regex.Pattern;

/**
 * Names a model by what it was made from: the SHA-256 of its {@link ModelRecipe}.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record ModelVersion(String value) implements Comparable<ModelVersion> {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public ModelVersion {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "model version '" + value + "' is not 64 hexadecimal digits");
    }
  }

  /** The first ten digits, enough for people. */
  public String brief() {
    return value.substring(0, 10);
  }

  @Override
  public int compareTo(ModelVersion other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return brief();
  }
}
