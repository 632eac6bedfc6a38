package io.longshore.loadtest.peer;

import io.longshore.loadtest.load.BatchFlood;
import io.longshore.loadtest.load.Flood;
import java.net.URI;
import java.util.List;

/**
 * Over HTTP, in batches or one by one.
 *
 * @param perRequest images of a request; 1 for those that are no batch
 */
record OverHttp(URI ingest, List<byte[]> pngs, int perRequest, int warm, int counted)
    implements WayIn {
  private static final int BATCHES_OUTSTANDING = 4;
  private static final int IMAGES_OUTSTANDING = 64;

  @Override
  public String name() {
    return perRequest == 1 ? "HTTP, one by one" : "HTTP, " + perRequest + " a request";
  }

  @Override
  public double imagesPerSecond() throws InterruptedException {
    if (perRequest == 1) {
      return Flood.imagesPerSecond(ingest, pngs, warm + counted, warm, IMAGES_OUTSTANDING);
    }
    var flood = new BatchFlood(ingest, pngs, perRequest);
    flood.imagesPerSecond(warm, BATCHES_OUTSTANDING);
    return flood.imagesPerSecond(counted, BATCHES_OUTSTANDING);
  }
}
