package io.longshore.ingest;

import io.longshore.domain.image.ImageId;
import io.longshore.ingest.dataset.DatasetIngest;
import io.longshore.ingest.dataset.Pace;
import io.longshore.ingest.http.HttpEndpoint;
import io.longshore.ingest.http.HttpLimits;
import io.longshore.ingest.image.Background;
import io.longshore.ingest.image.ImageGuard;
import io.longshore.ingest.image.ImageLimits;
import io.longshore.ingest.image.PixelBudget;
import io.longshore.ingest.kafka.KafkaImagesTopic;
import io.longshore.ingest.kafka.KafkaPatience;
import io.longshore.ingest.kafka.KafkaStreamLog;
import io.longshore.ingest.receipt.ReceiptSeal;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.http.FrontDoor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingest service: HTTP for the network, the pipeline itself for senders in this process. */
public final class IngestService implements Service {
  private static final Logger log = LoggerFactory.getLogger(IngestService.class);
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
  private static final int FOLLOW_UP_THREADS = 2;

  private final IngestSettings settings;
  private final ServiceContext context;
  private final InFlight inFlight;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private @Nullable Running running;

  /** What there is only while the service runs. */
  private record Running(
      IngestPipeline images, LabelPipeline labels, KafkaImagesTopic topic, HttpEndpoint endpoint) {}

  IngestService(IngestSettings settings, ServiceContext context) {
    this.settings = settings;
    this.context = context;
    this.inFlight = new InFlight(settings.inFlight().bytes(), settings.inFlight().requests());
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public synchronized void start() {
    context.health().waiting(name(), "asking Kafka for the images topic");
    IngestSettings.Limits limits = settings.limits();
    var kafka =
        new KafkaPatience(
                settings.kafka().block(),
                settings.kafka().delivery(),
                limits.imageBytes(),
                settings.inFlight().bytes())
            .of(context.kafka(), context.meters());
    ExecutorService followUps =
        Executors.newFixedThreadPool(
            FOLLOW_UP_THREADS, task -> new Thread(task, "ingest-follow-ups"));
    open.push(followUps::shutdown);
    var topic = opened(new KafkaImagesTopic(kafka, START_PATIENCE, settings.kafka().block()));
    var streamLog = opened(new KafkaStreamLog(kafka, context.meters()));
    var seal = new ReceiptSeal(topic.id());
    var refusals = new Refusals(streamLog, context.clock());
    var metrics = new IngestMetrics(context.meters(), inFlight);
    var images =
        new IngestPipeline(
            guard(limits),
            streamLog,
            seal,
            refusals,
            inFlight,
            metrics,
            context.clock(),
            () -> new ImageId(UUID.randomUUID().toString()),
            followUps);
    var labels = new LabelPipeline(streamLog, topic, seal, refusals, metrics, context.clock());
    FrontDoor door = FrontDoor.of(settings.http().access());
    door.warnIfOpen(settings.http().host(), "longshore.ingest.http.access.tokens");
    var endpoint =
        opened(
            new HttpEndpoint(
                settings.http().host(),
                settings.http().port(),
                door,
                httpLimits(),
                images,
                labels,
                inFlight,
                context.meters(),
                context.tracing(),
                context.clock()));
    running = new Running(images, labels, topic, endpoint);
    context.health().ready(name());
  }

  /** The way in for images from this process. */
  public IngestPipeline pipeline() {
    return running().images();
  }

  /** The way in for later labels from this process. */
  public LabelPipeline labels() {
    return running().labels();
  }

  /** The way in for data sets from this process; their journals lie in the data directory. */
  public DatasetIngest datasets() {
    return new DatasetIngest(
        pipeline(),
        context.dataDirectory().resolve(name()),
        running().topic().id(),
        Pace.DEFAULT,
        context.clock());
  }

  /** Where the endpoint listens. */
  public int port() {
    return running().endpoint().port();
  }

  /** Takes nothing more, lets what is under way be acknowledged, and stops. */
  @Override
  public synchronized void close() {
    inFlight.close();
    try {
      if (!inFlight.awaitEmpty(STOP_PATIENCE)) {
        log.atWarn()
            .addKeyValue("bytes", inFlight.bytes())
            .log("stopped with images under way; their senders were not told they are safe");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a part of ingest did not stop cleanly");
      }
    }
    running = null;
  }

  private synchronized Running running() {
    if (running == null) {
      throw new IllegalStateException("ingest does not run: start it first");
    }
    return running;
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  private static ImageGuard guard(IngestSettings.Limits limits) {
    int room = PixelBudget.onHeap(Runtime.getRuntime().maxMemory());
    if (room < limits.pixelsInDecoding()) {
      log.atWarn()
          .addKeyValue("pixels", room)
          .log(
              "this heap has room for fewer pixels in decoding than longshore.ingest.limits.pixels-in-decoding; larger images are refused: give ingest more memory if they should not be");
    }
    int inDecoding = Math.min(room, limits.pixelsInDecoding());
    return new ImageGuard(
        new ImageLimits(limits.imageBytes(), limits.side(), Math.min(limits.pixels(), inDecoding)),
        Background.WHITE,
        new PixelBudget(inDecoding, limits.decodingPatience()));
  }

  private HttpLimits httpLimits() {
    return new HttpLimits(
        settings.limits().imageBytes(),
        settings.limits().batchBytes(),
        settings.limits().batchImages(),
        settings.limits().labelBytes(),
        settings.http().idle(),
        settings.http().body(),
        settings.http().threads());
  }
}
