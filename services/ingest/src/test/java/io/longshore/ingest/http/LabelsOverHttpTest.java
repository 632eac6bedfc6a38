package io.longshore.ingest.http;

import static io.longshore.ingest.IngestFixture.NOW;
import static io.longshore.ingest.IngestFixture.png;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.IngestFixture;
import io.longshore.ingest.receipt.Receipt;
import io.longshore.ingest.receipt.ReceiptSeal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LabelsOverHttpTest {
  private final IngestFixture ingest = IngestFixture.roomy();
  private final Browser browser = new Browser(ingest);

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void a_later_label_of_a_class_nobody_has_named_is_accepted() {
    String receipt = receiptOf("/images?id=a&unit=dive-3&split=holdout");

    Browser.Seen seen = post("{\"receipt\": \"%s\", \"label\": \"sea spider\"}".formatted(receipt));

    assertThat(seen.status()).isEqualTo(202);
    assertThat(ingest.log.labels())
        .containsExactly(
            new Label(
                new ImageId("a"),
                "sea spider",
                new ImageLocation(0, 0),
                "dive-3",
                Split.HOLDOUT,
                NOW));
  }

  @Test
  void a_label_may_say_when_it_was_given() {
    String receipt = receiptOf("/images");

    post(
        "{\"receipt\": \"%s\", \"label\": \"crab\", \"time\": \"2026-02-28T08:00:00Z\"}"
            .formatted(receipt));

    assertThat(ingest.log.labels())
        .extracting(Label::labelledAt)
        .containsExactly(Instant.parse("2026-02-28T08:00:00Z"));
  }

  @Test
  void of_many_labels_each_has_its_own_status() {
    String receipt = receiptOf("/images");

    Browser.Seen seen =
        post(
            """
            [{"receipt": "%s", "label": "crab"}, {"receipt": "%s", "label": " "}, {"receipt": "x", "label": "y"}, 7]
            """
                .formatted(receipt, receipt));

    assertThat(seen.status()).isEqualTo(207);
    assertThat(seen.json().path("items").findValues("status").stream().map(JsonNode::asInt))
        .containsExactly(202, 422, 422, 400);
    assertThat(ingest.log.rejects())
        .extracting(Reject::reason)
        .containsExactly(
            RejectReason.INVALID_LABEL,
            RejectReason.UNKNOWN_RECEIPT,
            RejectReason.INVALID_METADATA);
    assertThat(ingest.log.labels()).hasSize(1);
  }

  @Test
  void a_garbled_receipt_is_422_and_the_label_is_kept_whole() {
    String body =
        "{\"receipt\": \"%s\", \"label\": \"crab\"}".formatted(receiptOf("/images") + "A");

    Browser.Seen seen = post(body);

    assertThat(seen.status()).isEqualTo(422);
    assertThat(seen.error()).isEqualTo("UNKNOWN_RECEIPT");
    assertThat(ingest.log.rejects())
        .extracting(reject -> new String(reject.payload(), UTF_8))
        .containsExactly(body);
  }

  @Test
  void a_receipt_of_another_cluster_is_422() {
    var receipt = new Receipt(new ImageId("a"), new ImageLocation(0, 0), "a", Split.STREAM);
    receiptOf("/images");

    Browser.Seen seen =
        post(
            "{\"receipt\": \"%s\", \"label\": \"crab\"}"
                .formatted(new ReceiptSeal("images-topic-2").seal(receipt)));

    assertThat(seen.error()).isEqualTo("UNKNOWN_RECEIPT");
  }

  @Test
  void a_receipt_of_an_image_that_is_not_on_the_topic_is_422() {
    var receipt = new Receipt(new ImageId("a"), new ImageLocation(0, 99), "a", Split.STREAM);

    Browser.Seen seen =
        post("{\"receipt\": \"%s\", \"label\": \"crab\"}".formatted(ingest.seal.seal(receipt)));

    assertThat(seen.status()).isEqualTo(422);
    assertThat(seen.error()).isEqualTo("UNKNOWN_RECEIPT");
    assertThat(ingest.log.labels()).isEmpty();
  }

  @Test
  void a_broker_that_is_away_is_503() {
    String body = "{\"receipt\": \"%s\", \"label\": \"crab\"}".formatted(receiptOf("/images"));
    ingest.log.goAway();

    Browser.Seen seen = post(body);

    assertThat(seen.status()).isEqualTo(503);
    assertThat(seen.response().headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void a_body_that_is_no_label_is_400_by_name() {
    List<String> bodies =
        List.of(
            "",
            "{",
            "{} {}",
            "\"text\"",
            "{\"label\": \"crab\"}",
            "{\"receipt\": \"x\", \"label\": 7}",
            "{\"receipt\": \"x\", \"label\": \"y\", \"colour\": \"red\"}",
            "{\"receipt\": \"x\", \"label\": \"y\", \"time\": \"noon\"}");

    List<Browser.Seen> seen = bodies.stream().map(this::post).toList();

    assertThat(seen).extracting(Browser.Seen::status).containsOnly(400);
    assertThat(seen)
        .extracting(Browser.Seen::error)
        .containsOnly("MALFORMED_RECORD", "INVALID_METADATA");
    assertThat(ingest.log.rejects()).hasSize(bodies.size());
  }

  private Browser.Seen post(String json) {
    return browser.post("/labels", "application/json", json.getBytes(UTF_8));
  }

  private String receiptOf(String path) {
    return browser.post(path, "image/png", png()).json().path("receipt").asText();
  }
}
