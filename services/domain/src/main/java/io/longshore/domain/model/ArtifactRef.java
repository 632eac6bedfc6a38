package io.longshore.domain.model;

import java.util.regex.Pattern;

/**
 * An artifact by its content, and where to find it.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size bytes
 * @param position where its first chunk lies in the store: an offset of the artifacts topic
 */
public record ArtifactRef(String sha256, long size, long position) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public ArtifactRef {
    if (!SHAPE.matcher(sha256).matches()) {
      throw new IllegalArgumentException("'" + sha256 + "' is not a SHA-256 in hexadecimal");
    }
    if (size <= 0) {
      throw new IllegalArgumentException("an artifact of " + size + " bytes");
    }
    if (position < 0) {
      throw new IllegalArgumentException("an artifact at position " + position);
    }
  }

  public static ArtifactRef of(byte[] content, long position) {
    return new ArtifactRef(Sha256.hex(content), content.length, position);
  }

  @Override
  public String toString() {
    return sha256.substring(0, 10) + " (" + size + " bytes)";
  }
}
