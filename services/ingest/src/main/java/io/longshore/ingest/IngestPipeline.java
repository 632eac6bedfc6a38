package io.longshore.ingest;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.image.ImageGuard;
import io.longshore.ingest.image.Verdict;
import io.longshore.ingest.log.StreamLog;
import io.longshore.ingest.log.TooLargeForLogException;
import io.longshore.ingest.receipt.Receipt;
import io.longshore.ingest.receipt.ReceiptSeal;
import io.longshore.runtime.trace.CurrentTrace;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way of an image into Longshore, for HTTP, the command line and data sets: judged, made
 * canonical, written with the label that came with it, and only then acknowledged.
 *
 * <p>Images are judged on the caller's thread. Safe for use by many threads.
 */
public final class IngestPipeline {
  private final ImageGuard guard;
  private final StreamLog log;
  private final ReceiptSeal seal;
  private final Refusals refusals;
  private final InFlight inFlight;
  private final IngestMetrics metrics;
  private final Clock clock;
  private final Supplier<ImageId> newIds;
  private final Executor followUps;
  private final Executor labelling;

  /**
   * @param newIds names images whose senders named none
   * @param followUps runs what comes after an image's acknowledgement, off the log's own threads
   */
  public IngestPipeline(
      ImageGuard guard,
      StreamLog log,
      ReceiptSeal seal,
      Refusals refusals,
      InFlight inFlight,
      IngestMetrics metrics,
      Clock clock,
      Supplier<ImageId> newIds,
      Executor followUps) {
    this.guard = guard;
    this.log = log;
    this.seal = seal;
    this.refusals = refusals;
    this.inFlight = inFlight;
    this.metrics = metrics;
    this.clock = clock;
    this.newIds = newIds;
    this.followUps = followUps;
    this.labelling = new Drain(followUps);
  }

  /**
   * Takes an image, or says at once that too much is under way.
   *
   * @return completes with what became of the image and never fails
   */
  public CompletableFuture<Outcome> submit(SubmittedImage image) {
    Optional<InFlight.Share> share = inFlight.tryTake(image.size());
    if (share.isEmpty()) {
      var busy = new Outcome.Busy(inFlight.reason());
      metrics.image(busy);
      return completedFuture(busy);
    }
    return closing(share.get(), taken -> submit(image, taken));
  }

  /**
   * Takes an image, waiting for room first: for senders in this process, who can wait.
   *
   * @return completes with what became of the image, never {@link Outcome.Busy}, and never fails
   */
  public CompletableFuture<Outcome> submitWaiting(SubmittedImage image)
      throws InterruptedException {
    return closing(
        inFlight.take(image.size()),
        share -> judged(image, patientVerdict(image), share, metrics.begin()));
  }

  /**
   * Takes an image within a share of what may be in flight that the caller took before it read the
   * image, and closes when all that it covers is done.
   *
   * @return completes with what became of the image and never fails
   */
  public CompletableFuture<Outcome> submit(SubmittedImage image, InFlight.Share share) {
    Timer.Sample begun = metrics.begin();
    return judged(image, guard.judge(image.content()), share, begun);
  }

  /** Refuses an image of which not even the particulars could be read; see {@link Refusals}. */
  public Outcome refuse(byte[] payload, RejectReason reason, String message, String source) {
    Outcome outcome = refusals.refuse(payload, reason, message, source);
    metrics.image(outcome);
    return outcome;
  }

  /** Work within a share that is closed when the work is done, however it ends. */
  private static <X extends Exception> CompletableFuture<Outcome> closing(
      InFlight.Share share, Work<X> work) throws X {
    CompletableFuture<Outcome> done;
    try {
      done = work.within(share);
    } catch (Throwable e) {
      share.close();
      throw e;
    }
    return done.whenComplete((outcome, failure) -> share.close());
  }

  @FunctionalInterface
  private interface Work<X extends Exception> {
    CompletableFuture<Outcome> within(InFlight.Share share) throws X;
  }

  private Verdict patientVerdict(SubmittedImage image) throws InterruptedException {
    Verdict verdict = guard.judge(image.content());
    while (verdict instanceof Verdict.Busy) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting to decode an image");
      }
      verdict = guard.judge(image.content());
    }
    return verdict;
  }

  private CompletableFuture<Outcome> judged(
      SubmittedImage image, Verdict verdict, InFlight.Share share, Timer.Sample begun) {
    ImageId id = Objects.requireNonNullElseGet(image.particulars().id(), newIds);
    return outcome(id, image, verdict, share)
        .whenComplete((outcome, failure) -> metrics.image(begun, outcome));
  }

  private CompletableFuture<Outcome> outcome(
      ImageId id, SubmittedImage image, Verdict verdict, InFlight.Share share) {
    if (verdict instanceof Verdict.Refused refused) {
      return completedFuture(refused(id, image, refused.reason(), refused.message()));
    }
    if (verdict instanceof Verdict.Accepted accepted) {
      share.grow(Math.max(0, accepted.image().bytes().length - image.size()));
      return written(id, image.particulars(), accepted)
          .exceptionallyAsync(failure -> failed(id, image, failure), followUps);
    }
    return completedFuture(new Outcome.Busy("too much is being decoded; send it again in a while"));
  }

  private CompletableFuture<Outcome> written(
      ImageId id, Particulars particulars, Verdict.Accepted accepted) {
    var image = new StreamImage(id, accepted.image(), particulars.origin(id, clock.instant()));
    return labelled(image, log.append(image), particulars.label())
        .thenApply(
            location -> {
              var receipt =
                  new Receipt(id, location, image.origin().unit(), image.origin().split());
              return new Outcome.Acknowledged(id, seal.seal(receipt), accepted.changes());
            });
  }

  private CompletableFuture<ImageLocation> labelled(
      StreamImage image, CompletableFuture<ImageLocation> appended, @Nullable String className) {
    if (className == null) {
      return appended;
    }
    return appended.thenComposeAsync(
        CurrentTrace.carriedInto(
            location -> {
              var label =
                  new Label(
                      image.id(),
                      className,
                      location,
                      image.origin().unit(),
                      image.origin().split(),
                      image.origin().takenAt());
              return log.append(label).thenApply(done -> location);
            }),
        labelling);
  }

  private Outcome failed(ImageId id, SubmittedImage image, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TooLargeForLogException) {
      return refused(id, image, RejectReason.TOO_LARGE, String.valueOf(cause.getMessage()));
    }
    return new Outcome.Unacknowledged(
        id,
        "the broker did not acknowledge image %s (%s); send it again with the same id"
            .formatted(id, cause));
  }

  private Outcome refused(ImageId id, SubmittedImage image, RejectReason reason, String message) {
    return refusals.refuse(
        image.content().bytes(), reason, message, image.particulars().source() + " " + id);
  }
}
