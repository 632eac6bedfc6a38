package io.longshore.ingest;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageShape;
import io.longshore.ingest.image.Background;
import io.longshore.ingest.image.ImageGuard;
import io.longshore.ingest.image.ImageLimits;
import io.longshore.ingest.image.PixelBudget;
import io.longshore.ingest.image.Submission;
import io.longshore.ingest.log.InMemoryStreamLog;
import io.longshore.ingest.receipt.ReceiptSeal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** Ingest, whole, on a log in memory; its clock stands still and its ids are new-1, new-2, ... */
public final class IngestFixture {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  public static final ImageShape SHAPE = new ImageShape(2, 3, 1);

  public final InMemoryStreamLog log = new InMemoryStreamLog("images-topic-1");
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  public final InFlight inFlight;
  public final ReceiptSeal seal = new ReceiptSeal(log.id());
  public final IngestPipeline images;
  public final LabelPipeline labels;

  public IngestFixture(long bytesInFlight) {
    this.inFlight = new InFlight(bytesInFlight, 64);
    var ids = new AtomicInteger();
    var refusals = new Refusals(log, clock);
    var metrics = new IngestMetrics(meters, inFlight);
    var limits = new ImageLimits(64 * 1024, 256, 65_536);
    this.images =
        new IngestPipeline(
            new ImageGuard(
                limits, Background.WHITE, new PixelBudget(65_536, Duration.ofSeconds(5))),
            log,
            seal,
            refusals,
            inFlight,
            metrics,
            clock,
            () -> new ImageId("new-" + ids.incrementAndGet()),
            ForkJoinPool.commonPool());
    this.labels = new LabelPipeline(log, log, seal, refusals, metrics, clock);
  }

  public static IngestFixture roomy() {
    return new IngestFixture(1 << 20);
  }

  /** Six grey pixels. */
  public static byte[] pixels() {
    return new byte[] {1, 2, 3, 4, 5, 6};
  }

  public static SubmittedImage pixelsWith(Particulars particulars) {
    return new SubmittedImage(Submission.pixels(pixels(), SHAPE), particulars);
  }

  public static byte[] png() {
    return file("png");
  }

  public static byte[] jpeg() {
    return file("jpeg");
  }

  public double count(String meter, String outcome) {
    return meters.get(meter).tag("outcome", outcome).counter().count();
  }

  private static byte[] file(String format) {
    var image = new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 2, 0xff8000);
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory
    }
    return bytes.toByteArray();
  }
}
