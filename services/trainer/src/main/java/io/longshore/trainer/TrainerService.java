package io.longshore.trainer;

import io.longshore.domain.model.ModelManifest;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceLoop;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.kafka.RejectsWriter;
import io.longshore.schemas.Writer;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Torch;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.gear.Quantizing;
import io.longshore.trainer.gear.Rebalancing;
import io.longshore.trainer.gear.RecipeWriting;
import io.longshore.trainer.gear.Retraining;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.parity.ParityCheck;
import io.longshore.trainer.run.Snapshot;
import io.micrometer.core.instrument.Gauge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trainer: a thread that remembers labelled images and a thread that answers adaptations. */
final class TrainerService implements Service {
  private static final Logger log = LoggerFactory.getLogger(TrainerService.class);
  private static final Duration IDLE = Duration.ofMillis(200);

  private final TrainerSettings settings;
  private final Compute compute;
  private final UnaryOperator<ModelManifest> signing;
  private final ServiceContext context;
  private final List<AutoCloseable> parts = new ArrayList<>();

  TrainerService(
      TrainerSettings settings,
      Compute compute,
      UnaryOperator<ModelManifest> signing,
      ServiceContext context) {
    this.settings = settings;
    this.compute = compute;
    this.signing = signing;
    this.context = context;
  }

  @Override
  public String name() {
    return "trainer";
  }

  @Override
  public void start() {
    context.health().waiting(name(), "loading the training engine");
    Path directory = context.dataDirectory().resolve("trainer");
    Memories memories = keep(settings.selection().open(directory.resolve("memory")));
    Gauge.builder(
            "longshore.trainer.memory.images",
            memories,
            m -> m.<Integer>read(view -> view.learning().size()).doubleValue())
        .description("images remembered for learning")
        .register(context.meters());
    var requests = new Requests(context.stream());
    keep(new Following(context)).start(requests);
    Workbench workbench = workbench(directory, memories, requests);
    workbench.tidy();
    context.health().waiting(name(), "reading the labels that came before it started");
    LabelIntake intake =
        keep(
            new LabelIntake(
                context,
                memories,
                keep(new RejectsWriter(context.kafka(), Writer.TRAINER, context.meters()))));
    keep(
        ServiceLoop.start(
            "trainer-works",
            context.health(),
            () -> work(intake, workbench),
            workbench::stop,
            workbench::close));
  }

  private void work(LabelIntake intake, Workbench workbench) throws InterruptedException {
    if (intake.awaitCaughtUp(IDLE)) {
      context.health().ready(name());
      workbench.step(IDLE);
    }
  }

  private Workbench workbench(Path directory, Memories memories, Requests requests) {
    int threads = settings.threads().orElse(Runtime.getRuntime().availableProcessors());
    Torch.useThreads(threads);
    log.atInfo()
        .addKeyValue("device", compute.deviceName())
        .addKeyValue("precision", compute.precision())
        .addKeyValue("threads", threads)
        .log("trains on");
    var shelf = new ModelShelf(directory.resolve("models"));
    KafkaOutbox outbox = keep(new KafkaOutbox(context.kafka()));
    ParityCheck parity = ParityCheck.withOwnClassPath();
    var announcing =
        new Announcing(
            settings.parityTolerance(),
            keep(new TopicArtifactStore(context.kafka(), "trainer")),
            shelf,
            outbox,
            context.clock(),
            signing);
    var snapshot = new Snapshot(memories, settings.shape());
    var retraining =
        new Retraining(
            settings.retrain().applied(settings.recipe().parameters()),
            recipes(compute, threads),
            settings.parityImages());
    var rebalancing =
        new Rebalancing(settings.rebalance().method().fit(), recipes(Compute.CPU, threads));
    var reporting = new Reporting(new MeteredOutbox(outbox, context.meters()), context.clock());
    Path runs = directory.resolve("runs");
    var ready =
        new Readiness(
            requests,
            memories,
            snapshot,
            shelf,
            parity,
            directory.resolve("standby"),
            settings.parityImages(),
            rebalancing);
    return new Workbench(
        requests,
        memories,
        ready,
        new RebalanceRun(ready, snapshot, rebalancing, announcing, reporting),
        new RetrainRun(
            ready,
            requests,
            snapshot,
            retraining,
            announcing,
            parity,
            shelf,
            reporting,
            settings.retrain().start()),
        new ControlRun(retraining, reporting, runs, settings.control()),
        new QuantizeRun(
            requests,
            ready,
            snapshot,
            new Quantizing(recipes(Compute.CPU, threads)),
            announcing,
            parity,
            directory.resolve("twins"),
            settings.quantize()),
        reporting,
        runs);
  }

  private RecipeWriting recipes(Compute with, int threads) {
    return new RecipeWriting(
        context.stream(),
        settings.selection(),
        with,
        threads,
        Software.versions(),
        Software.device(threads, with.deviceName()));
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  @Override
  public void close() {
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        parts.get(i).close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a part did not stop cleanly");
      }
    }
  }
}
