package io.longshore.ssd.net;

/** Whether a stem pools what its convolution gives. */
public enum Pooling {
  NONE,
  /** The largest of 3x3, every second row and column: half the extent. */
  MAXIMUM;

  public static final int SIZE = 3;
  public static final int STRIDE = 2;
  public static final int PADDING = 1;
}
