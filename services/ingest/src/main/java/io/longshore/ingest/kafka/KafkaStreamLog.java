package io.longshore.ingest.kafka;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import io.longshore.ingest.log.StreamLog;
import io.longshore.ingest.log.TooLargeForLogException;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.runtime.kafka.RejectsWriter;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.runtime.trace.CurrentTrace;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** The topics that ingest writes; what a traced request brings has the headers of its trace. */
public final class KafkaStreamLog implements StreamLog, AutoCloseable {
  private final TopicWriter<ImageId, StreamImage> images;
  private final TopicWriter<ImageId, Label> labels;
  private final RejectsWriter rejects;

  /**
   * @param kafka with ingest's {@link KafkaPatience}
   */
  public KafkaStreamLog(KafkaConnection kafka, MeterRegistry meters) {
    this.images = kafka.bulkWriter(Topics.IMAGES, "ingest-images");
    this.labels = kafka.bulkWriter(Topics.LABELS, "ingest-labels");
    this.rejects = new RejectsWriter(kafka, Writer.INGEST, meters);
  }

  @Override
  public CompletableFuture<ImageLocation> append(StreamImage image) {
    return images
        .send(image.id(), image, CurrentTrace.headers())
        .handle(
            (metadata, failure) -> {
              check(images, failure);
              return new ImageLocation(metadata.partition(), metadata.offset());
            });
  }

  @Override
  public CompletableFuture<Void> append(Label label) {
    return labels
        .send(label.image(), label, CurrentTrace.headers())
        .handle(
            (metadata, failure) -> {
              check(labels, failure);
              return null;
            });
  }

  @Override
  public void keep(Reject reject) {
    try {
      rejects.write(reject);
    } catch (RecordNotWrittenException e) {
      if (e.getCause() instanceof RecordTooLargeException tooLarge) {
        throw new TooLargeForLogException(Topics.rejects(Writer.INGEST).name(), tooLarge);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    images.close();
    labels.close();
    rejects.close();
  }

  /** One step for what went well and what did not: every image takes it. */
  private static void check(TopicWriter<?, ?> writer, @Nullable Throwable failure) {
    if (failure != null) {
      throw new CompletionException(
          failure instanceof RecordTooLargeException
              ? new TooLargeForLogException(writer.topic().name(), failure)
              : failure);
    }
  }
}
