package io.longshore.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every log must do, in memory or on Kafka. */
public abstract class StreamLogContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  protected abstract StreamLog log();

  protected abstract ImagesTopic topic();

  @Test
  void an_image_that_is_acknowledged_lies_where_the_log_says() {
    ImageLocation location = log().append(image("a")).join();

    assertThat(topic().holds(location)).isTrue();
  }

  @Test
  void images_of_one_id_lie_one_behind_the_other_in_one_partition() {
    ImageLocation first = log().append(image("a")).join();

    ImageLocation second = log().append(image("a")).join();

    assertThat(second.partition()).isEqualTo(first.partition());
    assertThat(second.offset()).isGreaterThan(first.offset());
  }

  @Test
  void a_place_behind_the_end_holds_nothing() {
    ImageLocation last = log().append(image("a")).join();

    List<Boolean> held =
        List.of(
            topic().holds(new ImageLocation(last.partition(), last.offset() + 1)),
            topic().holds(new ImageLocation(last.partition() + 10_000, 0)));

    assertThat(held).containsOnly(false);
  }

  @Test
  void a_label_is_acknowledged() {
    ImageLocation location = log().append(image("a")).join();
    var label = new Label(new ImageId("a"), "crab", location, "a", Split.STREAM, NOON);

    CompletableFuture<Void> done = log().append(label);

    assertThat(done).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void a_reject_without_bytes_is_kept() {
    log().keep(reject(new byte[0]));

    assertThat(topic().id()).isNotBlank();
  }

  protected static StreamImage image(String id) {
    return new StreamImage(
        new ImageId(id),
        Image.ofPixels(new ImageShape(1, 2, 1), new byte[] {1, 2}),
        new ImageOrigin("test", id, NOON, Split.STREAM));
  }

  protected static Reject reject(byte[] payload) {
    return new Reject(
        "ingest", RejectReason.EMPTY, "nothing", Optional.empty(), "test", payload, NOON);
  }
}
