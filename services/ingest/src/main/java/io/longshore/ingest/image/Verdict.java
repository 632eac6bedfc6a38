package io.longshore.ingest.image;

import io.longshore.domain.image.Image;
import io.longshore.domain.reject.RejectReason;
import java.time.Duration;
import java.util.List;

/** What the guard says of an image. */
public sealed interface Verdict {

  /**
   * The image can go on its way.
   *
   * @param image canonical: upright, 8 bits a channel, grey or RGB; the bytes as they came where
   *     nothing had to change
   * @param changes what had to change, in the order in which it was done
   */
  record Accepted(Image image, List<Change> changes) implements Verdict {

    public Accepted {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The image is not accepted, now or later.
   *
   * @param message what is wrong and what the sender can do
   */
  record Refused(RejectReason reason, String message) implements Verdict {}

  /**
   * Too much is being decoded at the moment; nothing is said of the image, and it may be sent
   * again.
   *
   * @param waited how long the guard waited for its turn
   */
  record Busy(Duration waited) implements Verdict {}
}
