package io.longshore.scorer.scoring;

/**
 * How the heap is divided, so that no image and no flood of them is more than it can hold: half for
 * images in decoding, 1/8 for those that wait, the rest for all else, which is some 20 MiB. A
 * decoded image is one array, for which a collector needs a place in one piece.
 *
 * @param decodingBytes for images in decoding, over all threads
 * @param waitingPixels that may be in flight; those of raw images lie on the heap
 */
public record HeapShares(long decodingBytes, long waitingPixels) {
  /** In three channels, and as many again: a fetch may bring more than was asked for. */
  private static final long BYTES_OF_A_WAITING_PIXEL = 2 * 3;

  /** The shares of a heap of so many bytes. */
  public static HeapShares of(long heap) {
    return new HeapShares(heap / 2, Math.max(1, heap / 8 / BYTES_OF_A_WAITING_PIXEL));
  }

  /** The shares of this process's heap. */
  public static HeapShares here() {
    return of(Runtime.getRuntime().maxMemory());
  }
}
