package io.longshore.ingest;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.image.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an image or of a label. */
public sealed interface Outcome {

  /**
   * The broker has all of it: it will not be lost.
   *
   * @param receipt names the image to ingest, for labels that come later
   * @param changes what was done to make the image canonical
   */
  record Acknowledged(ImageId id, String receipt, List<Change> changes) implements Outcome {

    public Acknowledged {
      changes = List.copyOf(changes);
    }
  }

  /** Not accepted, now or later; kept on the rejects topic. */
  record Refused(RejectReason reason, String message) implements Outcome {}

  /** Too much is under way: nothing was looked at and nothing written. Send it again in a while. */
  record Busy(String message) implements Outcome {}

  /**
   * The broker did not acknowledge all of it; whether it has it is not known. Send it again with
   * the same id: repeats are recognised by it.
   *
   * @param id of the image; null when what was sent named none
   */
  record Unacknowledged(@Nullable ImageId id, String message) implements Outcome {}
}
