package io.longshore.domain.model;

/** Records of one partition: from (inclusive) to (exclusive). */
public record OffsetRange(long from, long to) {

  public OffsetRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no offset range from " + from + " to " + to);
    }
  }
}
