package io.longshore.ingest.log;

import io.longshore.domain.image.ImageLocation;

/** What there is on the images topic, as far as receipts need it. */
public interface ImagesTopic {

  /** Distinguishes this images topic from every other, of the same name or not. */
  String id();

  /**
   * Whether the topic has had a record there and has not dropped it.
   *
   * @throws LogUnreachableException if nobody can say at the moment
   */
  boolean holds(ImageLocation location);
}
