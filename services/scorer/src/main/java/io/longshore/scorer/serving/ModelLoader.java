package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.Verification;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.scorer.onnx.ModelRefusedException;
import io.longshore.scorer.onnx.OnnxModel;
import io.longshore.scorer.onnx.OnnxModels;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the steps of a {@link ServingPlan}, on a thread that is not one that scores. Anybody
 * may tell it news; one thread calls {@link #step}.
 */
public final class ModelLoader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);
  private static final Duration NAP = Duration.ofMillis(200);

  private final OnnxModels models;
  private final ServingSlot slot;
  private final Admission admission;
  private final Verifying verifying;
  private final ServingListener listener;
  private final Clock clock;
  private final Duration patience;
  private final BlockingQueue<UnaryOperator<ServingPlan>> news = new LinkedBlockingQueue<>();
  private final LoadedModels loaded = new LoadedModels();
  private volatile ServingPlan plan = ServingPlan.EMPTY;

  /**
   * @param admission asked before a model is loaded, verified or served
   * @param verifier runs candidates elsewhere
   * @param patience how long a plan may wait for the manifest of its models
   */
  public ModelLoader(
      OnnxModels models,
      ServingSlot slot,
      Admission admission,
      Verifier verifier,
      ServingListener listener,
      Clock clock,
      Duration patience) {
    this.models = models;
    this.slot = slot;
    this.admission = admission;
    this.verifying = new Verifying(verifier);
    this.listener = listener;
    this.clock = clock;
    this.patience = patience;
  }

  /** A plan came. */
  public void planned(RolloutPlan latest) {
    news.add(plan -> plan.planned(latest, clock.instant()));
  }

  /** A manifest came. */
  public void announced(ModelManifest manifest) {
    news.add(plan -> plan.announced(manifest));
  }

  /** A model was withdrawn. */
  public void withdrawn(ModelVersion version) {
    news.add(plan -> plan.withdrawn(version));
  }

  /**
   * The model on trial failed while it answered. The live one answers alone at once; many batches
   * may tell of the same failure.
   */
  public void failedOnTrial(ModelVersion version, RefusalReason reason, String message) {
    slot.dropTrial(version);
    news.add(
        plan ->
            plan.refused().contains(version)
                ? plan
                : told(plan, new Refusal(version, reason, message)));
  }

  /** How things stand, for anybody. */
  public ServingPlan plan() {
    return plan;
  }

  /**
   * Waits a moment for news, then does all there is to do. News that comes meanwhile is heard
   * between two steps, so that an outdated plan is not carried out to its end.
   */
  public void step() throws InterruptedException {
    UnaryOperator<ServingPlan> first = news.poll(NAP.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      plan = first.apply(plan);
    }
    boolean more = true;
    while (more) {
      more = advanced();
      loaded.sweep();
    }
  }

  private boolean advanced() {
    for (var heard = news.poll(); heard != null; heard = news.poll()) {
      plan = heard.apply(plan);
    }
    ServingPlan before = plan;
    ServingStep next = before.next(clock.instant(), patience);
    if (next instanceof ServingStep.Load load) {
      load(load.manifest());
    } else if (next instanceof ServingStep.Verify verify) {
      verify(verify.manifest());
    } else if (next instanceof ServingStep.Serve serve) {
      serve(serve);
    } else if (next instanceof ServingStep.Release release) {
      loaded.retire(release.version());
      plan = plan.released(release.version());
    } else if (next instanceof ServingStep.Refuse refuse) {
      plan = told(plan, refuse.refusal());
    }
    return !plan.equals(before);
  }

  private void load(ModelManifest manifest) {
    Optional<Refusal> inadmissible = inadmissible(manifest);
    if (inadmissible.isPresent()) {
      plan = told(plan, inadmissible.get());
      return;
    }
    ModelVersion version = manifest.version();
    try {
      loaded.add(models.load(manifest));
      plan = plan.loaded(version);
      log.atInfo().addKeyValue("modelVersion", version).log("loaded");
    } catch (ModelRefusedException e) {
      plan = told(plan, new Refusal(version, e.reason(), String.valueOf(e.getMessage())));
    } catch (RetriableException e) {
      log.atWarn()
          .addKeyValue("modelVersion", version)
          .log("Kafka does not give the model's artifacts now, trying again: {}", e.getMessage());
    }
  }

  private void verify(ModelManifest manifest) {
    Optional<Refusal> inadmissible = inadmissible(manifest);
    if (inadmissible.isPresent()) {
      plan = told(plan, inadmissible.get());
      return;
    }
    plan = plan.verifying(manifest.version());
    verifying.begin(
        manifest,
        verification -> news.add(plan -> passed(plan, verification)),
        refusal -> news.add(plan -> told(plan, refusal)));
  }

  private void serve(ServingStep.Serve serve) {
    OnnxModel model = loaded.get(serve.version());
    boolean another = !serving().map(ModelManifest::version).equals(Optional.of(model.version()));
    Optional<Refusal> inadmissible = another ? inadmissible(model.manifest()) : Optional.empty();
    if (inadmissible.isPresent()) {
      plan = told(plan, inadmissible.get());
      return;
    }
    serve
        .trial()
        .ifPresentOrElse(
            trial -> slot.serve(model, serve.epoch(), trial, loaded.get(trial.version())),
            () -> slot.serve(model, serve.epoch()));
    plan = plan.served(new ServingPlan.Live(serve.version(), serve.epoch(), serve.trial()));
    plan.order().ifPresent(order -> admission.served(model.manifest(), order.plan()));
    log.atInfo()
        .addKeyValue("modelVersion", serve.version())
        .addKeyValue("epoch", serve.epoch())
        .addKeyValue("trial", serve.trial().map(Object::toString).orElse("none"))
        .log("serving");
    listener.serving(serve.version());
  }

  /** A model that is warm already is asked about again when it is to answer: the plan is new. */
  private Optional<Refusal> inadmissible(ModelManifest candidate) {
    return plan.order().flatMap(order -> admission.refusal(candidate, order.plan(), serving()));
  }

  private Optional<ModelManifest> serving() {
    return slot.current().map(serving -> serving.model().manifest());
  }

  private ServingPlan passed(ServingPlan plan, Verification verification) {
    log.atInfo()
        .addKeyValue("modelVersion", verification.version())
        .log("verified a candidate: {}", verification);
    listener.verified(verification);
    return plan.verified(verification);
  }

  private ServingPlan told(ServingPlan plan, Refusal refusal) {
    log.atWarn()
        .addKeyValue("modelVersion", refusal.version())
        .addKeyValue("reason", refusal.reason())
        .log("refused a model: {}", refusal.message());
    listener.refused(refusal);
    return plan.refused(refusal);
  }

  /**
   * Ends verifications, waits for the batches under way, then closes every model. Called when
   * nobody steps any more.
   */
  @Override
  public void close() {
    verifying.close();
    slot.clear();
    loaded.close();
  }
}
