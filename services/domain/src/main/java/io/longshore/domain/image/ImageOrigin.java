package io.longshore.domain.image;

import java.time.Instant;

/**
 * Where an image came from.
 *
 * @param source who sent it: a camera, an upload form, a data set
 * @param unit the independent unit it belongs to (session, track, upload); images of one unit are
 *     not independent evidence
 * @param takenAt event time
 * @param split whether it is for learning or kept back for judging models
 */
public record ImageOrigin(String source, String unit, Instant takenAt, Split split) {

  public ImageOrigin {
    if (source.isBlank() || unit.isBlank()) {
      throw new IllegalArgumentException("an image's source and unit cannot be blank");
    }
  }
}
