package io.longshore.ssd.data;

/**
 * What AutoAugment does to an image, in the words and with the rounding of the Python Imaging
 * Library that it was searched with.
 *
 * <p>The amounts are those that the long-tail literature trains with: they rise linearly over the
 * magnitudes 0 to 9. The sign of the amount is drawn and counts where a direction makes sense.
 */
enum Operation {
  SHEAR_X(0, 0.3) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Affine.map(canvas, 1, amount, 0, 0, 1, 0, fill);
    }
  },
  SHEAR_Y(0, 0.3) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Affine.map(canvas, 1, 0, 0, amount, 1, 0, fill);
    }
  },
  /** As a part of the width; 150 pixels of 331 at most. */
  TRANSLATE_X(0, 150.0 / 331) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Affine.map(canvas, 1, 0, amount * canvas.shape().width(), 0, 1, 0, fill);
    }
  },
  /** As a part of the height. */
  TRANSLATE_Y(0, 150.0 / 331) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Affine.map(canvas, 1, 0, 0, 0, 1, amount * canvas.shape().height(), fill);
    }
  },
  /** By degrees around the centre, anticlockwise. */
  ROTATE(0, 30) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Affine.rotate(canvas, amount, fill);
    }
  },
  COLOR(0, 0.9) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Colour.saturate(canvas, 1 + amount);
    }
  },
  /** To so many bits. */
  POSTERIZE(8, 4) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Tones.posterize(canvas, (int) StrictMath.rint(Math.abs(amount)));
    }
  },
  /** From this value upwards. */
  SOLARIZE(256, 0) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Tones.solarize(canvas, Math.abs(amount));
    }
  },
  CONTRAST(0, 0.9) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Tones.contrast(canvas, 1 + amount);
    }
  },
  SHARPNESS(0, 0.9) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Sharpness.sharpen(canvas, 1 + amount);
    }
  },
  BRIGHTNESS(0, 0.9) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Tones.brighten(canvas, 1 + amount);
    }
  },
  AUTO_CONTRAST(0, 0) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Histogram.stretch(canvas);
    }
  },
  EQUALIZE(0, 0) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Histogram.equalize(canvas);
    }
  },
  INVERT(0, 0) {
    @Override
    void apply(Canvas canvas, double amount, int fill) {
      Tones.solarize(canvas, 0);
    }
  };

  /** The greatest magnitude. */
  static final int MOST = 9;

  private final double atNothing;
  private final double atMost;

  Operation(double atNothing, double atMost) {
    this.atNothing = atNothing;
    this.atMost = atMost;
  }

  /** In units of the operation. */
  double amount(int magnitude) {
    return atNothing + (atMost - atNothing) * ((double) magnitude / MOST);
  }

  /**
   * @param amount with a random sign
   * @param fill value of pixels that come from outside the image
   */
  abstract void apply(Canvas canvas, double amount, int fill);
}
