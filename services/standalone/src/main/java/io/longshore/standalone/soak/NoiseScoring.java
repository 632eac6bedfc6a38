package io.longshore.standalone.soak;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageShape;
import io.longshore.scorer.pipeline.Bounds;
import io.longshore.scorer.pipeline.Delivery;
import io.longshore.scorer.pipeline.Item;
import io.longshore.scorer.pipeline.Pipeline;
import io.longshore.scorer.pipeline.Worker;
import io.longshore.scorer.scoring.Arrival;
import io.longshore.scorer.scoring.DecodingRoom;
import io.longshore.scorer.scoring.HeapShares;
import io.longshore.scorer.scoring.ImageScoring;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import io.longshore.scorer.scoring.SingleRequest;
import io.longshore.scorer.serving.Lease;
import io.longshore.scorer.serving.ServingSlot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Workers that score noise with whatever is served, a thread that keeps them in work, and a count
 * of what comes out.
 */
final class NoiseScoring implements AutoCloseable {
  private static final int BATCH = 64;
  private static final Bounds BOUNDS =
      new Bounds(BATCH, Duration.ZERO, 8 * BATCH, Long.MAX_VALUE, 1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private record Noise(Arrival arrival) implements Item {
    @Override
    public int partition() {
      return 0;
    }

    @Override
    public long pixels() {
      return arrival.image().shape().pixels();
    }
  }

  private final ServingSlot slot;
  private final Image image;
  private final AtomicLong longestWait = new AtomicLong();
  private final AtomicLong scored = new AtomicLong();
  private final AtomicLong added = new AtomicLong();
  private final Pauses pauses;
  private final Pipeline<Noise, List<Predicted>, SingleRequest> pipeline;
  private final Thread feeder = new Thread(this::feed, "soak-feeds");
  private volatile boolean fed = true;

  /**
   * Starts the threads; something has to be served by then.
   *
   * @param pauses told of each batch
   */
  NoiseScoring(ServingSlot slot, ImageShape shape, int workers, Pauses pauses) {
    this.slot = slot;
    this.pauses = pauses;
    byte[] pixels = new byte[shape.size()];
    new Random(1).nextBytes(pixels);
    this.image = Image.ofPixels(shape, pixels);
    this.pipeline = new Pipeline<>(BOUNDS, workers, Scoring::new, new Counting());
    feeder.start();
  }

  private void feed() {
    try {
      while (fed) {
        if (pipeline.hasRoom()) {
          add(added.getAndIncrement());
        } else {
          Thread.sleep(1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(long number) {
    pipeline.add(
        List.of(
            new Noise(
                new Arrival(
                    new ImageId("noise-" + number),
                    image,
                    new ImageLocation(0, number),
                    Instant.EPOCH))));
  }

  /** Waits until so many more images have been scored. */
  void awaitScored(int images) throws InterruptedException {
    long until = scored.get() + images;
    while (scored.get() < until) {
      pipeline.check();
      Thread.sleep(1);
    }
  }

  /** Adds nothing more and waits for what was added. */
  void finish() throws InterruptedException {
    fed = false;
    feeder.join();
    if (!pipeline.drain(PATIENCE)) {
      throw new IllegalStateException(pipeline.inFlight() + " images are never scored");
    }
  }

  long added() {
    return added.get();
  }

  long scored() {
    return scored.get();
  }

  double longestWaitMillis() {
    return longestWait.get() / 1e6;
  }

  @Override
  public void close() {
    fed = false;
    pipeline.close();
  }

  private final class Scoring implements Worker<Noise, List<Predicted>, SingleRequest> {
    private final ImageScoring scoring =
        new ImageScoring(
            BATCH,
            5,
            Long.MAX_VALUE,
            new DecodingRoom(HeapShares.here().decodingBytes()),
            (version, reason, message) -> {
              throw new IllegalStateException(message);
            },
            Clock.systemUTC());

    @Override
    public List<Predicted> score(List<Noise> batch) {
      long began = System.nanoTime();
      try (Lease lease = slot.lease().orElseThrow()) {
        longestWait.accumulateAndGet(System.nanoTime() - began, Math::max);
        return scoring
            .score(lease.serving(), batch.stream().map(Noise::arrival).toList())
            .predicted();
      }
    }

    @Override
    public void answer(List<SingleRequest> requests) {
      throw new IllegalStateException("nobody asks here");
    }

    @Override
    public void close() {
      scoring.close();
    }
  }

  private final class Counting implements Delivery<Noise, List<Predicted>> {
    @Override
    public void deliver(List<Noise> items, List<Predicted> result, Runnable done) {
      for (Predicted predicted : result) {
        if (predicted.image().location().offset() != scored.getAndIncrement()) {
          throw new IllegalStateException("images left in another order than they came");
        }
      }
      pauses.finished();
      done.run();
    }

    @Override
    public long tick() {
      return Duration.ofSeconds(1).toNanos();
    }

    @Override
    public void end() {}
  }
}
