package io.longshore.ingest.http;

import static io.longshore.ingest.IngestFixture.jpeg;
import static io.longshore.ingest.IngestFixture.pixels;
import static io.longshore.ingest.IngestFixture.png;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.IngestFixture;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BatchesOverHttpTest {
  private final IngestFixture ingest = IngestFixture.roomy();
  private final Browser browser = new Browser(ingest);

  /** One part of a batch. */
  private record Part(String disposition, String type, byte[] bytes) {
    static Part image(String type, byte[] bytes) {
      return new Part("form-data; name=\"image\"; filename=\"x\"", type, bytes);
    }

    static Part metadata(String json) {
      return new Part("form-data; name=\"metadata\"", "application/json", json.getBytes(UTF_8));
    }
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void a_batch_whose_images_are_all_safe_is_202() {
    Browser.Seen seen =
        post(
            Part.metadata(
                """
                [{"label": "crab", "id": "a"}, {"id": "b"}, {"label": "Krähe", "shape": "2x3x1"}]
                """),
            Part.image("image/png", png()),
            Part.image("image/jpeg", jpeg()),
            Part.image(Browser.PIXELS, pixels()));

    assertThat(seen.status()).isEqualTo(202);
    assertThat(seen.json().path("items").findValuesAsText("id")).containsExactly("a", "b", "new-1");
    assertThat(ingest.log.images())
        .extracting(image -> image.image().format())
        .containsExactly(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.PIXELS);
    assertThat(ingest.log.labels())
        .extracting(Label::className)
        .containsExactlyInAnyOrder("crab", "Krähe");
  }

  @Test
  void one_bad_image_does_not_hold_up_the_others() {
    Browser.Seen seen =
        post(
            Part.image("image/png", png()),
            Part.image("image/png", new byte[0]),
            Part.image("image/png", png()));

    JsonNode items = seen.json().path("items");
    assertThat(seen.status()).isEqualTo(207);
    assertThat(items.findValues("status").stream().map(JsonNode::asInt))
        .containsExactly(202, 400, 202);
    assertThat(items.path(1).path("error").asText()).isEqualTo("EMPTY");
    assertThat(ingest.log.images()).hasSize(2);
    assertThat(ingest.log.rejects()).hasSize(1);
  }

  @Test
  void bad_metadata_of_one_image_refuses_that_image() {
    Browser.Seen seen =
        post(
            Part.image("image/png", png()),
            Part.image("image/jpeg", jpeg()),
            Part.metadata("[{\"time\": \"yesterday\"}, {}]"));

    assertThat(seen.status()).isEqualTo(207);
    assertThat(seen.json().path("items").path(0).path("error").asText())
        .isEqualTo("INVALID_METADATA");
    assertThat(ingest.log.rejects()).extracting(Reject::payload).containsExactly(png());
    assertThat(ingest.log.images()).hasSize(1);
  }

  @Test
  void an_image_the_broker_did_not_take_is_503_in_its_place_with_a_time_to_come_back() {
    ingest.log.failNext(1);

    Browser.Seen seen = post(Part.image("image/png", png()), Part.image("image/png", png()));

    assertThat(seen.status()).isEqualTo(207);
    assertThat(seen.json().path("items").findValues("status").stream().map(JsonNode::asInt))
        .containsExactly(503, 202);
    assertThat(seen.response().headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void metadata_of_another_number_than_the_images_refuses_the_batch() {
    Browser.Seen seen = post(Part.image("image/png", png()), Part.metadata("[{}, {}]"));

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.error()).isEqualTo("INVALID_METADATA");
    assertThat(ingest.log.images()).isEmpty();
    assertThat(ingest.log.rejects()).hasSize(1);
  }

  @Test
  void metadata_that_is_no_array_refuses_the_batch() {
    List<Browser.Seen> seen =
        List.of(
            post(Part.image("image/png", png()), Part.metadata("{}")),
            post(Part.image("image/png", png()), Part.metadata("[")),
            post(Part.image("image/png", png()), Part.metadata("[7]")));

    assertThat(seen).extracting(Browser.Seen::status).containsOnly(400);
    assertThat(seen).extracting(Browser.Seen::error).containsOnly("INVALID_METADATA");
  }

  @Test
  void more_images_than_a_batch_may_have_refuse_it() {
    Browser.Seen seen =
        post(Collections.nCopies(10, Part.image("image/png", png())).toArray(Part[]::new));

    assertThat(seen.status()).isEqualTo(400);
    assertThat(seen.json().path("message").asText()).contains("at most 8 images");
  }

  @Test
  void a_body_that_is_no_multipart_is_refused_and_kept() {
    Browser.Seen garbage = browser.post("/images/batch", "multipart/form-data; boundary=b", png());
    Browser.Seen unbounded = browser.post("/images/batch", "multipart/form-data", png());
    Browser.Seen other = browser.post("/images/batch", "image/png", png());

    assertThat(garbage.status()).isEqualTo(400);
    assertThat(unbounded.status()).isEqualTo(400);
    assertThat(other.status()).isEqualTo(415);
    assertThat(ingest.log.rejects())
        .extracting(Reject::reason)
        .containsExactly(
            RejectReason.MALFORMED_RECORD,
            RejectReason.MALFORMED_RECORD,
            RejectReason.WRONG_MEDIA_TYPE);
  }

  private Browser.Seen post(Part... parts) {
    var body = new ByteArrayOutputStream();
    for (Part part : parts) {
      body.writeBytes(
          "--b0undary\r\nContent-Disposition: %s\r\nContent-Type: %s\r\n\r\n"
              .formatted(part.disposition(), part.type())
              .getBytes(UTF_8));
      body.writeBytes(part.bytes());
      body.writeBytes("\r\n".getBytes(UTF_8));
    }
    body.writeBytes("--b0undary--\r\n".getBytes(UTF_8));
    return browser.post(
        "/images/batch", "multipart/form-data; boundary=b0undary", body.toByteArray());
  }
}
