package io.longshore.ingest.dataset;

/** The broker did not take an image of a data set for so long that the run gave up. */
public final class IngestStalledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IngestStalledException(String dataset, long settled, String why) {
    super(
        "data set %s stopped after %d images: %s; run it again to go on from there"
            .formatted(dataset, settled, why));
  }
}
