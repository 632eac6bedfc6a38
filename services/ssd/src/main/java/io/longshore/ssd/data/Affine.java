package io.longshore.ssd.data;

/** Moves pixels along straight lines, taking the nearest one, in fixed point. */
final class Affine {
  private static final int BITS = 16;

  private Affine() {}

  /** Turns anticlockwise around the centre. */
  static void rotate(Canvas canvas, double degrees, int fill) {
    double angle = -StrictMath.toRadians(degrees);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double x = canvas.shape().width() / 2.0;
    double y = canvas.shape().height() / 2.0;
    map(canvas, cos, sin, x - cos * x - sin * y, -sin, cos, y + sin * x - cos * y, fill);
  }

  /**
   * The pixel at (x, y) is taken from (a x + b y + c, d x + e y + f), all measured to the middle of
   * a pixel. What lies outside is filled.
   */
  static void map(
      Canvas canvas, double a, double b, double c, double d, double e, double f, int fill) {
    int stepX = fixed(a);
    int stepY = fixed(d);
    int downX = fixed(b);
    int downY = fixed(e);
    int rowX = fixed(c + a * 0.5 + b * 0.5);
    int rowY = fixed(f + d * 0.5 + e * 0.5);
    int channels = canvas.shape().channels();
    int width = canvas.shape().width();
    int height = canvas.shape().height();
    byte[] from = canvas.pixels();
    byte[] to = canvas.spare();
    int at = 0;
    for (int y = 0; y < height; y++, rowX += downX, rowY += downY) {
      int fromX = rowX;
      int fromY = rowY;
      for (int x = 0; x < width; x++, fromX += stepX, fromY += stepY) {
        int column = fromX >> BITS;
        int row = fromY >> BITS;
        boolean inside = column >= 0 && column < width && row >= 0 && row < height;
        int source = (row * width + column) * channels;
        for (int channel = 0; channel < channels; channel++) {
          to[at++] = inside ? from[source + channel] : (byte) fill;
        }
      }
    }
    canvas.turn();
  }

  private static int fixed(double value) {
    return (int) StrictMath.floor(value * (1 << BITS) + 0.5);
  }
}
