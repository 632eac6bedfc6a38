package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.scorer.onnx.ModelRefusedException;
import io.longshore.scorer.onnx.OnnxModel;
import io.longshore.scorer.onnx.OnnxModels;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the steps of a {@link ServingPlan}, on a thread that is not the one that scores.
 * Anybody may tell it news; one thread calls {@link #step}.
 */
public final class ModelLoader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);
  private static final Duration NAP = Duration.ofMillis(200);

  private final OnnxModels models;
  private final ServingSlot slot;
  private final ServingListener listener;
  private final Clock clock;
  private final Duration patience;
  private final BlockingQueue<UnaryOperator<ServingPlan>> news = new LinkedBlockingQueue<>();
  private final Map<ModelVersion, OnnxModel> loaded = new HashMap<>();
  private volatile ServingPlan plan = ServingPlan.EMPTY;

  /**
   * @param patience how long a plan may wait for the manifest of its live model
   */
  public ModelLoader(
      OnnxModels models,
      ServingSlot slot,
      ServingListener listener,
      Clock clock,
      Duration patience) {
    this.models = models;
    this.slot = slot;
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
    } else if (next instanceof ServingStep.Serve serve) {
      serve(serve.version(), serve.epoch());
    } else if (next instanceof ServingStep.Release release) {
      release(release.version());
    } else if (next instanceof ServingStep.Refuse refuse) {
      refuse(refuse.refusal());
    }
    return !plan.equals(before);
  }

  private void load(ModelManifest manifest) {
    ModelVersion version = manifest.version();
    try {
      loaded.put(version, models.load(manifest));
      plan = plan.loaded(version);
      log.atInfo().addKeyValue("modelVersion", version).log("loaded");
    } catch (ModelRefusedException e) {
      refuse(new Refusal(version, e.reason(), String.valueOf(e.getMessage())));
    } catch (RetriableException e) {
      log.atWarn()
          .addKeyValue("modelVersion", version)
          .log("Kafka does not give the model's artifacts now, trying again: {}", e.getMessage());
    }
  }

  private void serve(ModelVersion version, long epoch) {
    OnnxModel model = loaded.get(version);
    if (model == null) {
      throw new IllegalStateException("model " + version + " was to be served unloaded");
    }
    slot.serve(model, epoch);
    plan = plan.served(version, epoch);
    log.atInfo().addKeyValue("modelVersion", version).addKeyValue("epoch", epoch).log("serving");
    listener.serving(version);
  }

  /** The slot has let go of the model: only what does not serve is ever released. */
  private void release(ModelVersion version) {
    OnnxModel model = loaded.remove(version);
    if (model != null) {
      model.close();
    }
    plan = plan.released(version);
  }

  private void refuse(Refusal refusal) {
    plan = plan.refused(refusal);
    log.atWarn()
        .addKeyValue("modelVersion", refusal.version())
        .addKeyValue("reason", refusal.reason())
        .log("refused a model: {}", refusal.message());
    listener.refused(refusal);
  }

  /** Waits for the batch under way, then closes every model. Called when nobody steps any more. */
  @Override
  public void close() {
    slot.clear();
    loaded.values().forEach(OnnxModel::close);
    loaded.clear();
  }
}
