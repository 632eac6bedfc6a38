package io.longshore.standalone.latency;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Images of noise, so many a second. */
final class SteadyImages implements AutoCloseable {
  private static final ImageOrigin ORIGIN =
      new ImageOrigin("latency", "noise", Instant.EPOCH, Split.STREAM);

  private final TopicWriter<ImageId, StreamImage> images;
  private final Image image;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();
  private int sent;

  private SteadyImages(KafkaConnection kafka, ImageShape shape) {
    this.images = kafka.bulkWriter(Topics.IMAGES, "latency-images");
    byte[] pixels = new byte[shape.size()];
    new Random(1).nextBytes(pixels);
    this.image = Image.ofPixels(shape, pixels);
  }

  static SteadyImages start(KafkaConnection kafka, ImageShape shape, int rate) {
    var stream = new SteadyImages(kafka, shape);
    long nanos = Duration.ofSeconds(1).toNanos() / rate;
    var unused = stream.thread.scheduleAtFixedRate(stream::send, 0, nanos, TimeUnit.NANOSECONDS);
    return stream;
  }

  private void send() {
    var id = new ImageId("noise-" + sent++);
    var unused =
        images
            .send(id, new StreamImage(id, image, ORIGIN))
            .whenComplete(
                (written, e) -> {
                  if (e != null) {
                    problem.set(e);
                  }
                });
  }

  /** That all went out so far. */
  void check() {
    Throwable found = problem.get();
    if (found != null) {
      throw new IllegalStateException("images could not be sent", found);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    images.close();
  }
}
