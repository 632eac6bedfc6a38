package io.longshore.ssd.data;

import java.util.SplittableRandom;

/**
 * Takes a part of random area and aspect and stretches it over the whole image, bilinearly. Aspects
 * are drawn on a logarithmic scale, so that wide is as likely as tall. A part that would not fit is
 * drawn again; after ten of them the largest centred part of an allowed aspect is taken.
 *
 * @param minArea least part of the image's area
 * @param maxArea greatest part of the image's area
 * @param minRatio least width by height
 * @param maxRatio greatest width by height
 */
public record ResizedCrop(double minArea, double maxArea, double minRatio, double maxRatio)
    implements Transform {
  private static final int TRIES = 10;

  public ResizedCrop {
    if (!(minArea > 0 && maxArea >= minArea && maxArea <= 1)) {
      throw new IllegalArgumentException(
          "area of a crop must rise within (0, 1]: " + minArea + " to " + maxArea);
    }
    if (!(minRatio > 0 && maxRatio >= minRatio && maxRatio < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "ratio of a crop must be positive and rise: " + minRatio + " to " + maxRatio);
    }
  }

  /** From that part of the area up to all of it, from 3:4 to 4:3. */
  public static ResizedCrop ofArea(double minArea) {
    return new ResizedCrop(minArea, 1, 3.0 / 4, 4.0 / 3);
  }

  @Override
  public void apply(Canvas canvas, SplittableRandom random) {
    int height = canvas.shape().height();
    int width = canvas.shape().width();
    double wide = StrictMath.log(maxRatio);
    double tall = StrictMath.log(minRatio);
    for (int tries = 0; tries < TRIES; tries++) {
      double area = (minArea + (maxArea - minArea) * random.nextDouble()) * height * width;
      double ratio = StrictMath.exp(tall + (wide - tall) * random.nextDouble());
      long columns = StrictMath.round(StrictMath.sqrt(area * ratio));
      long rows = StrictMath.round(StrictMath.sqrt(area / ratio));
      if (columns > 0 && columns <= width && rows > 0 && rows <= height) {
        int top = random.nextInt(height - (int) rows + 1);
        int left = random.nextInt(width - (int) columns + 1);
        Stretch.bilinear(canvas, top, left, (int) rows, (int) columns);
        return;
      }
    }
    centre(canvas);
  }

  private void centre(Canvas canvas) {
    int height = canvas.shape().height();
    int width = canvas.shape().width();
    double ratio = Math.max(minRatio, Math.min(maxRatio, (double) width / height));
    int columns = (int) Math.max(1, Math.min(width, StrictMath.round(height * ratio)));
    int rows = (int) Math.max(1, Math.min(height, StrictMath.round(width / ratio)));
    Stretch.bilinear(canvas, (height - rows) / 2, (width - columns) / 2, rows, columns);
  }
}
