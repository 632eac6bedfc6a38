package io.longshore.scorer.kafka;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.prediction.Prediction;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.PollPump;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.runtime.kafka.RecordReader;
import io.longshore.runtime.kafka.RejectsWriter;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import io.longshore.scorer.scoring.ImageScoring;
import io.longshore.scorer.scoring.ScoredBatch;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import io.longshore.scorer.scoring.ScoredBatch.Refused;
import io.longshore.scorer.scoring.ScorerMetrics;
import io.longshore.scorer.serving.ServingSlot;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Images in, predictions out. A prediction goes to the partition of the same number as its image's,
 * in the images' order, and all of them are acknowledged before the images count as done; so the
 * end of a predictions partition says where to go on in the images.
 */
public final class ImageHandler implements PollPump.Handler<ImageId, StreamImage> {
  private final KafkaConnection kafka;
  private final ServingSlot slot;
  private final ImageScoring scoring;
  private final int batch;
  private final int tail;
  private final TopicWriter<ImageId, Prediction> predictions;
  private final RejectsWriter rejects;
  private final RecordReader<ImageId, StreamImage> reader;
  private final ScorerMetrics metrics;
  private final Clock clock;

  /**
   * @param batch images scored at once
   * @param tail predictions read back when a partition is taken over
   */
  public ImageHandler(
      KafkaConnection kafka,
      ServingSlot slot,
      ImageScoring scoring,
      int batch,
      int tail,
      TopicWriter<ImageId, Prediction> predictions,
      RejectsWriter rejects,
      ScorerMetrics metrics,
      Clock clock) {
    this.kafka = kafka;
    this.slot = slot;
    this.scoring = scoring;
    this.batch = batch;
    this.tail = tail;
    this.predictions = predictions;
    this.rejects = rejects;
    this.reader = new RecordReader<>(Topics.IMAGES, "scorer", clock);
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Not before a model is live: until then images wait on their topic. */
  @Override
  public boolean isReady() {
    return slot.current().isPresent();
  }

  @Override
  public void handle(List<Received<ImageId, StreamImage>> images) {
    var sent = new ArrayList<CompletableFuture<RecordMetadata>>(images.size());
    for (int from = 0; from < images.size(); from += batch) {
      List<Received<ImageId, StreamImage>> some =
          images.subList(from, Math.min(images.size(), from + batch));
      ScoredBatch scored = metrics.timed(() -> slot.use(serving -> scoring.score(serving, some)));
      scored.predicted().forEach(predicted -> sent.add(send(predicted)));
      scored.refused().forEach(this::reject);
    }
    predictions.flush();
    sent.forEach(ImageHandler::requireWritten);
  }

  @Override
  public OptionalLong assigned(int partition) {
    PredictionsTail last = PredictionsTail.read(kafka, partition, tail, clock);
    scoring.begin(partition, last.images());
    return last.next();
  }

  @Override
  public void revoked(int partition) {
    scoring.end(partition);
  }

  private CompletableFuture<RecordMetadata> send(Predicted predicted) {
    metrics.predicted(predicted.image().timestamp(), predicted.prediction());
    Prediction prediction = predicted.prediction();
    return predictions.send(predicted.image().partition(), prediction.image(), prediction);
  }

  private void reject(Refused refused) {
    rejects.write(reader.reject(refused.image(), refused.reason(), refused.message()));
  }

  private static void requireWritten(CompletableFuture<RecordMetadata> sent) {
    try {
      sent.join();
    } catch (CompletionException e) {
      throw new RecordNotWrittenException(
          Topics.PREDICTIONS.name(), e.getCause() == null ? e : e.getCause());
    }
  }
}
