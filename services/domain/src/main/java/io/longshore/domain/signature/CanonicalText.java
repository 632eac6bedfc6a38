package io.longshore.domain.signature;

import java.util.Optional;

/**
 * Text that is hashed or signed: one line a fact, in a fixed order; names and values are
 * length-prefixed, so no two sets of facts read the same.
 */
public final class CanonicalText {
  private final StringBuilder text;

  /**
   * @param kind what is told of, and in which version of these rules: {@code longshore-plan/1}
   */
  public CanonicalText(String kind) {
    this.text = new StringBuilder(kind).append('\n');
  }

  /** Adds a fact. */
  public CanonicalText line(String name, String value) {
    text.append(name.length()).append(':').append(name).append(' ');
    text.append(value.length()).append(':').append(value).append('\n');
    return this;
  }

  /** Adds a fact that may be absent; absent is told apart from empty. */
  public CanonicalText line(String name, Optional<?> value) {
    return value.map(v -> line(name, v.toString())).orElseGet(() -> line("no " + name, ""));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
