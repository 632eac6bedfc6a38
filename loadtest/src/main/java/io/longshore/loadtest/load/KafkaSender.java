package io.longshore.loadtest.load;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageFormat;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.loadtest.audit.Outcome;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes images and labels straight to their topics, past ingest and its guard. */
final class KafkaSender implements Sender, AutoCloseable {
  private final TopicWriter<ImageId, StreamImage> images;
  private final TopicWriter<ImageId, Label> labels;
  private final ImageShape drawn;
  private final ExecutorService followUps = Executors.newSingleThreadExecutor();

  /**
   * @param drawn shape of images that do not say theirs beside their bytes
   */
  KafkaSender(KafkaConnection kafka, ImageShape drawn) {
    this.images = kafka.bulkWriter(Topics.IMAGES, "load-test-images");
    this.labels = kafka.bulkWriter(Topics.LABELS, "load-test-labels");
    this.drawn = drawn;
  }

  @Override
  public CompletableFuture<Answer> send(Item item) {
    ImageFormat format = ImageFormat.ofMediaType(item.mediaType()).orElseThrow();
    ImageShape shape = item.shape().map(ImageShape::parse).orElse(drawn);
    var image =
        new StreamImage(
            new ImageId(item.id()),
            new Image(format, shape, item.bytes()),
            new ImageOrigin("load-test", item.id(), Instant.now(), Split.STREAM));
    return images
        .send(image.id(), image)
        .thenComposeAsync(
            written ->
                item.labelled() == Item.Labelled.NO
                    ? CompletableFuture.completedFuture(written)
                    : label(
                        image,
                        item.className(),
                        new ImageLocation(written.partition(), written.offset())),
            followUps)
        .handle(
            (written, failure) ->
                failure == null
                    ? new Answer(Outcome.ACKNOWLEDGED, "acknowledged")
                    : new Answer(Outcome.UNKNOWN, failure.getClass().getSimpleName()));
  }

  private CompletableFuture<RecordMetadata> label(
      StreamImage image, String className, ImageLocation location) {
    return labels.send(
        image.id(),
        new Label(
            image.id(),
            className,
            location,
            image.origin().unit(),
            image.origin().split(),
            image.origin().takenAt()));
  }

  @Override
  public void close() {
    images.close();
    labels.close();
    followUps.shutdown();
  }
}
