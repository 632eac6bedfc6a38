package io.longshore.scorer;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceLoop;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.PollPump;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RejectsWriter;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.scorer.kafka.ImageHandler;
import io.longshore.scorer.kafka.ReportLoop;
import io.longshore.scorer.onnx.ModelLimits;
import io.longshore.scorer.onnx.OnnxModels;
import io.longshore.scorer.scoring.ImageScoring;
import io.longshore.scorer.scoring.ScorerMetrics;
import io.longshore.scorer.serving.ModelLoader;
import io.longshore.scorer.serving.Serving;
import io.longshore.scorer.serving.ServingListener;
import io.longshore.scorer.serving.ServingPlan;
import io.longshore.scorer.serving.ServingSlot;
import io.longshore.scorer.serving.TrimPolicy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images and the plan in, predictions and reports out. Three threads follow plans, manifests and
 * class frequencies, one loads models, one scores, one reports.
 */
final class ScorerService implements Service {
  private static final Logger log = LoggerFactory.getLogger(ScorerService.class);

  /** Micro-batches taken from the broker at once: few, so that a commit is never far behind. */
  private static final int BATCHES_A_POLL = 4;

  private final ScorerSettings settings;
  private final ServiceContext context;
  private final ScorerMetrics metrics;
  private final ServingSlot slot;
  private final TopicWriter<ImageId, Prediction> predictions;
  private final TopicWriter<String, ScorerReport> reports;
  private final RejectsWriter rejects;
  private final TopicArtifactStore artifacts;
  private final ModelLoader loader;
  private final ReportLoop reportLoop;
  private final CountDownLatch topicsRead = new CountDownLatch(2);
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  ScorerService(ScorerSettings settings, ServiceContext context) {
    this.settings = settings;
    this.context = context;
    this.metrics = new ScorerMetrics(context.meters());
    this.slot = new ServingSlot(new TrimPolicy(settings.trim().tau(), settings.trim().limit()));
    this.predictions = context.kafka().promptWriter(Topics.PREDICTIONS, "scorer-predictions");
    this.reports = context.kafka().promptWriter(Topics.SCORER_REPORTS, "scorer-reports");
    this.rejects = new RejectsWriter(context.kafka(), Writer.SCORER, context.meters());
    this.artifacts = new TopicArtifactStore(context.kafka(), name());
    this.reportLoop = new ReportLoop(reports, this::report, settings.reportEvery());
    var limits = new ModelLimits(settings.batch(), settings.threads(), settings.maxArtifactBytes());
    this.loader =
        new ModelLoader(
            new OnnxModels(artifacts, limits),
            slot,
            new Changes(),
            context.clock(),
            settings.manifestPatience());
  }

  @Override
  public String name() {
    return "scorer";
  }

  @Override
  public void start() {
    context.health().waiting(name(), "no model is live yet");
    started.push(follow(Topics.ROLLOUTS, new Plans()));
    started.push(follow(Topics.MODELS, new Manifests()));
    started.push(follow(Topics.CLASS_FREQUENCIES, this::counted));
    started.push(loop("scorer-loads-models", this::load, () -> {}));
    started.push(loop("scorer-reports", reportLoop::step, reportLoop::changed));
    started.push(pump());
  }

  private <K, V> Follower<K, V> follow(Topic<K, V> topic, Follower.Listener<K, V> listener) {
    return Follower.start(
        context.kafka(), topic, name(), context.health(), context.clock(), listener);
  }

  private ServiceLoop loop(String part, ServiceLoop.Step step, Runnable wake) {
    return ServiceLoop.start(part, context.health(), step, wake, () -> {});
  }

  private PollPump<ImageId, ?> pump() {
    var scoring =
        new ImageScoring(
            settings.topK(), settings.maxPixels(), settings.recentImages(), context.clock());
    var handler =
        new ImageHandler(
            context.kafka(),
            slot,
            scoring,
            settings.batch(),
            settings.recentImages(),
            predictions,
            rejects,
            metrics,
            context.clock());
    return PollPump.start(
        context.kafka(),
        Topics.IMAGES,
        name(),
        Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            Integer.toString(BATCHES_A_POLL * settings.batch())),
        context.health(),
        context.clock(),
        rejects,
        handler);
  }

  /** Before both topics are read to their ends, an outdated plan could look like the latest. */
  private void load() throws InterruptedException {
    if (topicsRead.await(200, TimeUnit.MILLISECONDS)) {
      loader.step();
    }
  }

  private void counted(Received<String, ClassFrequencies> record) {
    if (record.key().equals(context.stream())) {
      slot.trimTo(record.value());
      reportLoop.changed();
    }
  }

  private ScorerReport report() {
    Optional<Serving> serving = slot.current();
    ServingPlan plan = loader.plan();
    return new ScorerReport(
        name() + "-" + context.instance(),
        plan.actedOn(),
        serving.map(s -> s.model().version()),
        serving.map(s -> s.trim().sequence()).orElse(0L),
        plan.refusals(),
        metrics.scored(),
        context.clock().instant());
  }

  /** Stops taking images first and frees models last. */
  @Override
  public void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a part did not stop cleanly");
      }
    }
    loader.close();
    predictions.close();
    reports.close();
    rejects.close();
    artifacts.close();
  }

  /** Hears of plans for this stream. */
  private final class Plans implements Follower.Listener<String, RolloutPlan> {
    @Override
    public void received(Received<String, RolloutPlan> record) {
      if (record.key().equals(context.stream())) {
        loader.planned(record.value());
      }
    }

    @Override
    public void caughtUp() {
      topicsRead.countDown();
    }
  }

  /** Hears of models. */
  private final class Manifests implements Follower.Listener<ModelVersion, ModelManifest> {
    @Override
    public void received(Received<ModelVersion, ModelManifest> record) {
      loader.announced(record.value());
    }

    @Override
    public void removed(ModelVersion version) {
      loader.withdrawn(version);
    }

    @Override
    public void caughtUp() {
      topicsRead.countDown();
    }
  }

  /** Tells health, metrics and reports what became of models. */
  private final class Changes implements ServingListener {
    @Override
    public void serving(ModelVersion version) {
      context.health().ready(name());
      metrics.serving(version);
      reportLoop.changed();
    }

    @Override
    public void refused(Refusal refusal) {
      metrics.refused(refusal);
      reportLoop.changed();
    }
  }
}
