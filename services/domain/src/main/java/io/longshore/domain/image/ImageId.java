package io.longshore.domain.image;

import java.util.regex.Pattern;

/**
 * Names one image for ever. Given by the sender or made by ingest; the key of every record that
 * speaks of the image.
 *
 * @param value 1 to 200 characters of {@code A-Z a-z 0-9 . _ : / @ + = -}
 */
public record ImageId(String value) implements Comparable<ImageId> {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:/@+=-]{1,200}");

  public ImageId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "image id '"
              + (value.length() > 40 ? value.substring(0, 40) + "…" : value)
              + "' must be 1 to 200 characters of A-Z a-z 0-9 . _ : / @ + = -");
    }
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
