package io.longshore.domain.image;

/**
 * Names one image for ever. Given by the sender or made by ingest; the key of every record that
 * speaks of the image.
 *
 * @param value 1 to 200 characters of {@code A-Z a-z 0-9 . _ : / @ + = -}
 */
public record ImageId(String value) implements Comparable<ImageId> {
  private static final int MAX_LENGTH = 200;

  public ImageId {
    if (!isAllowed(value)) {
      throw new IllegalArgumentException(
          "image id '"
              + (value.length() > 40 ? value.substring(0, 40) + "…" : value)
              + "' must be 1 to 200 characters of A-Z a-z 0-9 . _ : / @ + = -");
    }
  }

  private static boolean isAllowed(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!isAllowed(value.charAt(i))) {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= MAX_LENGTH;
  }

  /** Every record that speaks of an image is checked here, so no regular expression. */
  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || "._:/@+=-".indexOf(c) >= 0;
  }

  @Override
  public int compareTo(ImageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
