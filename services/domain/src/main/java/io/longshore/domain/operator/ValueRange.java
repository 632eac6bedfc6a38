package io.longshore.domain.operator;

/** What a value that operators set can be; never changes. */
public interface ValueRange {

  /** The range, after "must be". */
  String words();

  /** Whether a text is such a value. */
  boolean has(String text);
}
