package io.longshore.schemas;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one chunk of an artifact; its text {@code sha256/000012} is the key on the artifacts topic.
 *
 * @param sha256 of the whole artifact, 64 lower-case hexadecimal digits
 * @param index place of the chunk in the artifact, from 0, at most 999,999
 */
public record ChunkKey(String sha256, int index) {
  private static final int MAX_INDEX = 999_999;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{64})/([0-9]{6})");

  public ChunkKey {
    if (!DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException("'" + sha256 + "' is not a SHA-256 in hexadecimal");
    }
    if (index < 0 || index > MAX_INDEX) {
      throw new IllegalArgumentException(
          "chunk index " + index + " is not between 0 and " + MAX_INDEX);
    }
  }

  /** Reads what {@link #toString()} wrote. */
  public static ChunkKey parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "chunk key '" + text + "' is not a SHA-256, '/', and six digits");
    }
    return new ChunkKey(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return sha256 + "/%06d".formatted(index);
  }
}
