package io.longshore.ssd.torch;

/** How activations lie in memory. The numbers differ by rounding only. */
public enum Layout {
  /** (batch, height, width, channels): what vector units and tensor cores like best. */
  CHANNELS_LAST,
  /** (batch, channels, height, width): PyTorch's default. */
  CHANNELS_FIRST
}
