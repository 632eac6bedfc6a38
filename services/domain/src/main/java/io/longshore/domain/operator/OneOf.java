package io.longshore.domain.operator;

import java.util.List;

/**
 * A value that is one of some words.
 *
 * @param allowed at least two of them
 */
public record OneOf(List<String> allowed) implements ValueRange {

  public OneOf {
    if (allowed.size() < 2) {
      throw new IllegalArgumentException("there is no choice between " + allowed);
    }
    allowed = List.copyOf(allowed);
  }

  public static OneOf of(String... allowed) {
    return new OneOf(List.of(allowed));
  }

  @Override
  public String words() {
    int last = allowed.size() - 1;
    return String.join(", ", allowed.subList(0, last)) + " or " + allowed.get(last);
  }

  @Override
  public boolean has(String text) {
    return allowed.contains(text);
  }
}
