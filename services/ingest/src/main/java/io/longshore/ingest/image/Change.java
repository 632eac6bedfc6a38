package io.longshore.ingest.image;

/** What the guard did to make an image canonical. */
public enum Change {
  /** A palette was looked up. */
  PALETTE_RESOLVED,
  /** Samples of 1, 2 or 4 bits were spread over 8. */
  EXPANDED_TO_8_BITS,
  /** Samples of 16 bits were rounded to 8. */
  REDUCED_TO_8_BITS,
  /** Transparency was laid over the background. */
  ALPHA_FLATTENED,
  /** The image was turned or mirrored as its EXIF orientation says. */
  TURNED_UPRIGHT
}
