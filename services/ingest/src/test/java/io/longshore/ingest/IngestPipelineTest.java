package io.longshore.ingest;

import static io.longshore.ingest.IngestFixture.NOW;
import static io.longshore.ingest.IngestFixture.SHAPE;
import static io.longshore.ingest.IngestFixture.pixels;
import static io.longshore.ingest.IngestFixture.pixelsWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.image.Submission;
import io.longshore.ingest.receipt.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class IngestPipelineTest {
  private static final Particulars CAMERA = Particulars.from("camera-7");

  private final IngestFixture ingest = IngestFixture.roomy();

  @Test
  void an_image_of_which_nothing_is_said_gets_an_id_is_its_own_unit_and_is_of_now() {
    ingest.images.submit(pixelsWith(CAMERA)).join();

    var id = new ImageId("new-1");
    assertThat(ingest.log.images())
        .containsExactly(
            new StreamImage(
                id,
                Image.ofPixels(SHAPE, pixels()),
                new ImageOrigin("camera-7", "new-1", NOW, Split.STREAM)));
    assertThat(ingest.log.labels()).isEmpty();
  }

  @Test
  void a_label_that_comes_with_its_image_says_where_the_image_lies() {
    Instant taken = Instant.parse("2026-02-28T08:00:00Z");
    Particulars known =
        CAMERA
            .named(new ImageId("crab-1"))
            .labelled("crab")
            .ofUnit("dive-3")
            .takenAt(taken)
            .of(Split.HOLDOUT);

    ingest.images.submit(pixelsWith(known)).join();

    assertThat(ingest.log.labels())
        .containsExactly(
            new Label(
                new ImageId("crab-1"),
                "crab",
                new ImageLocation(0, 0),
                "dive-3",
                Split.HOLDOUT,
                taken));
  }

  @Test
  void the_receipt_names_the_image_and_its_place() {
    Outcome outcome =
        ingest.images.submit(pixelsWith(CAMERA.named(new ImageId("a")).ofUnit("u"))).join();

    assertThat(outcome).isInstanceOf(Outcome.Acknowledged.class);
    assertThat(ingest.seal.open(((Outcome.Acknowledged) outcome).receipt()))
        .isEqualTo(new Receipt(new ImageId("a"), new ImageLocation(0, 0), "u", Split.STREAM));
  }

  @Test
  void nothing_is_said_before_the_image_is_acknowledged() {
    ingest.log.withholdAcknowledgements();
    CompletableFuture<Outcome> outcome = ingest.images.submit(pixelsWith(CAMERA));
    boolean early = outcome.isDone();

    ingest.log.acknowledge();

    assertThat(early).isFalse();
    assertThat(outcome.join()).isInstanceOf(Outcome.Acknowledged.class);
  }

  @Test
  void nothing_is_said_before_the_label_is_acknowledged_too() throws InterruptedException {
    ingest.log.withholdAcknowledgementsOfLabels();
    CompletableFuture<Outcome> outcome = ingest.images.submit(pixelsWith(CAMERA.labelled("crab")));
    while (ingest.log.labels().isEmpty()) {
      Thread.sleep(1);
    }
    boolean early = outcome.isDone();

    ingest.log.acknowledge();

    assertThat(early).isFalse();
    assertThat(outcome.join()).isInstanceOf(Outcome.Acknowledged.class);
  }

  @Test
  void a_broken_image_is_kept_whole_and_refused_by_name() {
    byte[] broken = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};
    var image = new SubmittedImage(Submission.of(broken), CAMERA.named(new ImageId("b-1")));

    Outcome outcome = ingest.images.submit(image).join();

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    Reject reject = ingest.log.rejects().get(0);
    assertThat(reject.payload()).isEqualTo(broken);
    assertThat(reject.source()).isEqualTo("camera-7 b-1");
    assertThat(reject.reason()).isEqualTo(((Outcome.Refused) outcome).reason());
    assertThat(ingest.log.images()).isEmpty();
  }

  @Test
  void a_refusal_that_cannot_be_kept_is_not_acknowledged() {
    ingest.log.goAway();

    Outcome outcome =
        ingest.images.submit(new SubmittedImage(Submission.of(new byte[0]), CAMERA)).join();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Unacknowledged.class,
            unknown -> assertThat(unknown.message()).contains("EMPTY").contains("is away"));
  }

  @Test
  void an_image_that_the_broker_does_not_take_is_unacknowledged_and_names_its_id() {
    ingest.log.failNext(1);

    Outcome outcome = ingest.images.submit(pixelsWith(CAMERA)).join();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Unacknowledged.class,
            unknown -> {
              assertThat(unknown.id()).isEqualTo(new ImageId("new-1"));
              assertThat(unknown.message()).contains("send it again with the same id");
            });
    assertThat(ingest.inFlight.bytes()).isZero();
  }

  @Test
  void an_image_that_no_record_holds_is_too_large_and_named_without_its_bytes() {
    ingest.log.takeAtMost(5);

    Outcome outcome = ingest.images.submit(pixelsWith(CAMERA)).join();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RejectReason.TOO_LARGE));
    assertThat(ingest.log.rejects()).hasSize(1);
    assertThat(ingest.log.rejects().get(0).payload()).isEmpty();
    assertThat(ingest.log.rejects().get(0).message()).contains("6 bytes fit no record");
  }

  @Test
  void more_than_may_be_in_flight_is_busy_and_writes_nothing() {
    var tight = new IngestFixture(10);
    tight.log.withholdAcknowledgements();
    CompletableFuture<Outcome> first = tight.images.submit(pixelsWith(CAMERA));

    Outcome second = tight.images.submit(pixelsWith(CAMERA)).join();

    assertThat(second).isInstanceOf(Outcome.Busy.class);
    assertThat(tight.log.images()).hasSize(1);
    tight.log.acknowledge();
    assertThat(first.join()).isInstanceOf(Outcome.Acknowledged.class);
    assertThat(tight.inFlight.bytes()).isZero();
  }

  @Test
  void a_sender_in_this_process_waits_for_room() throws Exception {
    var tight = new IngestFixture(10);
    tight.log.withholdAcknowledgements();
    CompletableFuture<Outcome> first = tight.images.submitWaiting(pixelsWith(CAMERA));
    var second = new CompletableFuture<Outcome>();
    var sender =
        new Thread(
            () -> {
              try {
                second.complete(tight.images.submitWaiting(pixelsWith(CAMERA)).join());
              } catch (InterruptedException e) {
                second.completeExceptionally(e);
              }
            });
    sender.start();
    while (sender.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    List<StreamImage> meanwhile = tight.log.images();

    tight.log.acknowledge();

    assertThat(List.of(first.join(), second.join()))
        .hasOnlyElementsOfType(Outcome.Acknowledged.class);
    assertThat(meanwhile).hasSize(1);
    assertThat(tight.log.images()).hasSize(2);
  }

  @Test
  void images_are_counted_by_what_became_of_them() {
    ingest.images.submit(pixelsWith(CAMERA)).join();
    ingest.images.submit(new SubmittedImage(Submission.of(new byte[0]), CAMERA)).join();

    assertThat(ingest.count("longshore.ingest.images", "acknowledged")).isEqualTo(1);
    assertThat(ingest.count("longshore.ingest.images", "refused")).isEqualTo(1);
    assertThat(ingest.meters.get("longshore.ingest.ack.seconds").timer().count()).isEqualTo(1);
  }
}
