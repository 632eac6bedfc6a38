package io.longshore.standalone.adapt;

import io.longshore.bench.adapt.AnswerSheet;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.prediction.Prediction;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.kafka.Follower;
import io.longshore.schemas.Topics;
import java.time.Duration;
import java.util.Collection;

/** Follows the predictions and writes the answers down. */
final class AnswerRecorder implements AutoCloseable {
  private final AnswerSheet sheet;
  private final Follower<ImageId, Prediction> follower;

  AnswerRecorder(ServiceContext context, Collection<ImageId> asked) {
    this.sheet = new AnswerSheet(asked);
    this.follower =
        Follower.start(
            context.kafka(),
            Topics.PREDICTIONS,
            "answers",
            context.health(),
            context.clock(),
            record -> add(record.value()));
  }

  private synchronized void add(Prediction prediction) {
    sheet.add(prediction);
    if (sheet.missing() == 0) {
      notifyAll();
    }
  }

  /**
   * Waits until every image has an answer.
   *
   * @return how many have none when the patience is over
   */
  synchronized int await(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis(); sheet.missing() > 0 && left > 0; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return sheet.missing();
  }

  /** The answers; once nothing is missing they change no more. */
  AnswerSheet sheet() {
    return sheet;
  }

  @Override
  public void close() {
    follower.close();
  }
}
