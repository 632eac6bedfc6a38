package io.longshore.ingest.log;

import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import java.util.concurrent.CompletableFuture;

/**
 * Where ingest writes. A future completes when what was written is safe; it fails with {@link
 * TooLargeForLogException} if the log will never take it, and with anything else if it is not known
 * whether the log has it. Safe for use by many threads.
 */
public interface StreamLog {

  /** Appends an image; completes with where it lies. */
  CompletableFuture<ImageLocation> append(StreamImage image);

  CompletableFuture<Void> append(Label label);

  /**
   * Writes down what was refused, and waits until it is safe.
   *
   * @throws TooLargeForLogException if the log will never take it
   * @throws RuntimeException if it is not known whether the log has it
   */
  void keep(Reject reject);
}
