package io.longshore.scorer;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.prediction.Verification;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceLoop;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.scorer.http.HttpEndpoint;
import io.longshore.scorer.kafka.ReportLoop;
import io.longshore.scorer.kafka.StreamScoring;
import io.longshore.scorer.onnx.OnnxModels;
import io.longshore.scorer.scoring.DecodingRoom;
import io.longshore.scorer.scoring.Engine;
import io.longshore.scorer.scoring.HeapShares;
import io.longshore.scorer.scoring.ScorerMetrics;
import io.longshore.scorer.scoring.SharedEngine;
import io.longshore.scorer.serving.Admission;
import io.longshore.scorer.serving.ModelLoader;
import io.longshore.scorer.serving.Serving;
import io.longshore.scorer.serving.ServingListener;
import io.longshore.scorer.serving.ServingPlan;
import io.longshore.scorer.serving.ServingSlot;
import io.longshore.scorer.serving.TrimPolicy;
import io.longshore.scorer.verify.ProcessVerifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images and the plan in, predictions and reports out. Three threads follow plans, manifests and
 * class frequencies, one loads models, one verifies candidates, one reports; those that score are
 * {@link StreamScoring}'s, also for single requests over HTTP.
 */
final class ScorerService implements Service {
  private static final Logger log = LoggerFactory.getLogger(ScorerService.class);

  private final ScorerSettings settings;
  private final ServiceContext context;
  private final ScorerMetrics metrics;
  private final ServingSlot slot;
  private final TopicWriter<String, ScorerReport> reports;
  private final TopicArtifactStore artifacts;
  private final OnnxModels models;
  private final ProcessVerifier verifier;
  private final ModelLoader loader;
  private final ReportLoop reportLoop;
  private final CountDownLatch topicsRead = new CountDownLatch(2);
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  /**
   * @param admission asked before a model is loaded
   */
  ScorerService(ScorerSettings settings, ServiceContext context, Admission admission) {
    this.settings = settings;
    this.context = context;
    this.metrics = new ScorerMetrics(context.meters(), context.clock());
    this.slot = new ServingSlot(new TrimPolicy(settings.trim().tau(), settings.trim().limit()));
    this.reports = context.kafka().promptWriter(Topics.SCORER_REPORTS, "scorer-reports");
    this.artifacts = new TopicArtifactStore(context.kafka(), name());
    this.reportLoop = new ReportLoop(reports, this::report, settings.reportEvery());
    this.models = new OnnxModels(artifacts, SettingsReading.models(settings));
    this.verifier =
        ProcessVerifier.of(
            settings.verify(),
            settings.maxArtifactBytes(),
            artifacts,
            context.dataDirectory().resolve("scorer").resolve("verify"));
    this.loader =
        new ModelLoader(
            models,
            slot,
            admission,
            verifier,
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
    HeapShares heap = HeapShares.here();
    log.atInfo()
        .addKeyValue("decodingBytes", heap.decodingBytes())
        .addKeyValue("waitingPixels", heap.waitingPixels())
        .log("the heap has room for so much of images");
    var room = new DecodingRoom(heap.decodingBytes());
    var scoring =
        new StreamScoring(
            SettingsReading.stream(settings, heap),
            context,
            slot,
            room,
            metrics,
            loader::failedOnTrial);
    started.push(scoring);
    if (settings.http().port() >= 0) {
      started.push(endpoint(new SharedEngine(slot, scoring::offer), room));
    }
  }

  private HttpEndpoint endpoint(Engine engine, DecodingRoom room) {
    FrontDoor door = FrontDoor.of(settings.http().access());
    door.warnIfOpen(settings.http().host(), "longshore.scorer.http.access.tokens");
    return new HttpEndpoint(
        settings.http().host(),
        settings.http().port(),
        door,
        SettingsReading.http(settings),
        context.stream(),
        engine,
        room,
        context.meters(),
        context.clock());
  }

  private <K, V> Follower<K, V> follow(Topic<K, V> topic, Follower.Listener<K, V> listener) {
    return Follower.start(
        context.kafka(), topic, name(), context.health(), context.clock(), listener);
  }

  private ServiceLoop loop(String part, ServiceLoop.Step step, Runnable wake) {
    return ServiceLoop.start(part, context.health(), step, wake, () -> {});
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
        context.clock().instant(),
        serving.flatMap(Serving::trial).map(onTrial -> onTrial.model().version()),
        plan.verified());
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
    verifier.close();
    models.close();
    reports.close();
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
      slot.current().map(serving -> serving.model().manifest()).ifPresent(metrics::serving);
      reportLoop.changed();
    }

    @Override
    public void refused(Refusal refusal) {
      metrics.refused(refusal);
      reportLoop.changed();
    }

    @Override
    public void verified(Verification verification) {
      reportLoop.changed();
    }
  }
}
