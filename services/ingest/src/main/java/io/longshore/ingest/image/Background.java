package io.longshore.ingest.image;

/** The colour that transparent images are laid over; 0 to 255 each. */
public record Background(int red, int green, int blue) {

  public static final Background WHITE = new Background(255, 255, 255);

  public Background {
    if (((red | green | blue) & ~0xff) != 0) {
      throw new IllegalArgumentException(
          "a background has values from 0 to 255, got " + red + ", " + green + ", " + blue);
    }
  }

  /** The value of one channel of an image with that many; grey is the luma of ITU-R BT.601. */
  int channel(int channel, int channels) {
    if (channels == 1) {
      return (int) Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    }
    return switch (channel) {
      case 0 -> red;
      case 1 -> green;
      default -> blue;
    };
  }
}
