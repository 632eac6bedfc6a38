package io.longshore.ingest;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.longshore.domain.label.ClassName;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.log.ImagesTopic;
import io.longshore.ingest.log.LogUnreachableException;
import io.longshore.ingest.log.StreamLog;
import io.longshore.ingest.receipt.Receipt;
import io.longshore.ingest.receipt.ReceiptSeal;
import io.longshore.ingest.receipt.UnknownReceiptException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way of a label that comes after its image: the receipt names the image, the class may be one
 * that nobody has named before.
 */
public final class LabelPipeline {
  private final StreamLog log;
  private final ImagesTopic images;
  private final ReceiptSeal seal;
  private final Refusals refusals;
  private final IngestMetrics metrics;
  private final Clock clock;

  public LabelPipeline(
      StreamLog log,
      ImagesTopic images,
      ReceiptSeal seal,
      Refusals refusals,
      IngestMetrics metrics,
      Clock clock) {
    this.log = log;
    this.images = images;
    this.seal = seal;
    this.refusals = refusals;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Takes a label.
   *
   * @return completes with what became of the label and never fails
   */
  public CompletableFuture<Outcome> submit(SubmittedLabel submitted) {
    return judged(submitted).whenComplete((outcome, failure) -> metrics.label(outcome));
  }

  /** Refuses a label of which not even the receipt could be read; see {@link Refusals}. */
  public Outcome refuse(byte[] payload, RejectReason reason, String message, String source) {
    Outcome outcome = refusals.refuse(payload, reason, message, source);
    metrics.label(outcome);
    return outcome;
  }

  private CompletableFuture<Outcome> judged(SubmittedLabel submitted) {
    try {
      ClassName.check(submitted.className());
    } catch (IllegalArgumentException e) {
      return refused(submitted, RejectReason.INVALID_LABEL, e.getMessage());
    }
    Receipt receipt;
    try {
      receipt = seal.open(submitted.receipt());
      if (!images.holds(receipt.location())) {
        return refused(
            submitted,
            RejectReason.UNKNOWN_RECEIPT,
            "image %s at %s is not on the images topic; it may have been dropped for its age"
                .formatted(receipt.image(), receipt.location()));
      }
    } catch (UnknownReceiptException e) {
      return refused(submitted, RejectReason.UNKNOWN_RECEIPT, e.getMessage());
    } catch (LogUnreachableException e) {
      return completedFuture(new Outcome.Unacknowledged(null, String.valueOf(e.getMessage())));
    }
    return written(receipt, submitted);
  }

  private CompletableFuture<Outcome> written(Receipt receipt, SubmittedLabel submitted) {
    var label =
        new Label(
            receipt.image(),
            submitted.className(),
            receipt.location(),
            receipt.unit(),
            receipt.split(),
            Objects.requireNonNullElseGet(submitted.labelledAt(), clock::instant));
    return log.append(label)
        .<Outcome>thenApply(
            done -> new Outcome.Acknowledged(receipt.image(), submitted.receipt(), List.of()))
        .exceptionally(
            failure ->
                new Outcome.Unacknowledged(
                    receipt.image(),
                    "the broker did not acknowledge the label of image %s; send it again"
                        .formatted(receipt.image())));
  }

  private CompletableFuture<Outcome> refused(
      SubmittedLabel submitted, RejectReason reason, @Nullable String message) {
    return completedFuture(
        refusals.refuse(submitted.payload(), reason, String.valueOf(message), submitted.source()));
  }
}
