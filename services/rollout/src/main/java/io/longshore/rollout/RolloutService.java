package io.longshore.rollout;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.PollPump;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RejectsWriter;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of rollout plans: follows the announced models and the operators' requests,
 * decides, and writes down the plan and the gate's result. What it decided before it reads back
 * from its own topics at the start.
 *
 * <p>A plan is written before its gate result. A process that ends between the two finds the model
 * as the subject of the plan and does not judge it again.
 */
final class RolloutService implements Service {
  private static final Logger log = LoggerFactory.getLogger(RolloutService.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ServiceContext context;
  private final HeldOutGate gate;
  private final TopicWriter<String, RolloutPlan> plans;
  private final TopicWriter<String, GateResult> evaluations;
  private final RejectsWriter rejects;
  private final List<AutoCloseable> threads = new ArrayList<>();
  private final AtomicLong epoch = new AtomicLong();

  private Rollout rollout;

  RolloutService(ServiceContext context, HeldOutGate gate) {
    this.context = context;
    this.gate = gate;
    this.plans = context.kafka().promptWriter(Topics.ROLLOUTS, "rollout-plans");
    this.evaluations = context.kafka().promptWriter(Topics.EVALUATIONS, "rollout-evaluations");
    this.rejects = new RejectsWriter(context.kafka(), Writer.ROLLOUT, context.meters());
    this.rollout = Rollout.of(RolloutPlan.initial(context.stream()));
    Gauge.builder("longshore.rollout.plan.epoch", epoch, AtomicLong::get)
        .register(context.meters());
  }

  @Override
  public String name() {
    return "rollout";
  }

  @Override
  public void start() {
    context.health().waiting(name(), "reading what was decided before");
    rollout = Rollout.of(lastPlan());
    epoch.set(rollout.plan().epoch());
    Map<ModelVersion, GateResult> judged = judgedBefore();
    var models =
        Follower.start(
            context.kafka(),
            Topics.MODELS,
            name(),
            context.health(),
            context.clock(),
            new Models(judged));
    threads.add(models);
    models.awaitCaughtUp(PATIENCE);
    threads.add(
        PollPump.start(
            context.kafka(),
            Topics.OPERATOR_REQUESTS,
            name(),
            Map.of(),
            context.health(),
            context.clock(),
            rejects,
            this::requested));
    context.health().ready(name());
  }

  private RolloutPlan lastPlan() {
    var last = new AtomicReference<>(RolloutPlan.initial(context.stream()));
    try (var follower =
        Follower.start(
            context.kafka(),
            Topics.ROLLOUTS,
            name(),
            context.health(),
            context.clock(),
            record -> {
              if (record.key().equals(context.stream())) {
                last.set(record.value());
              }
            })) {
      follower.awaitCaughtUp(PATIENCE);
    }
    return Objects.requireNonNull(last.get());
  }

  private Map<ModelVersion, GateResult> judgedBefore() {
    var judged = new HashMap<ModelVersion, GateResult>();
    try (var follower =
        Follower.start(
            context.kafka(),
            Topics.EVALUATIONS,
            name(),
            context.health(),
            context.clock(),
            record -> judged.put(record.value().version(), record.value()))) {
      follower.awaitCaughtUp(PATIENCE);
    }
    return judged;
  }

  private void requested(List<Received<String, OperatorRequest>> records) {
    for (Received<String, OperatorRequest> record : records) {
      OperatorRequest request = record.value();
      if (!request.stream().equals(context.stream())) {
        continue;
      }
      if (request instanceof OperatorRequest.RollBack back) {
        on(new RolloutEvent.RollBackAsked(back.from(), back.reason(), context.clock().instant()));
      } else if (request instanceof OperatorRequest.Promote promote) {
        on(
            new RolloutEvent.PromotionAsked(
                promote.version(), promote.reason(), context.clock().instant()));
      }
    }
  }

  private synchronized void on(RolloutEvent event) {
    Decision decision = rollout.on(event, gate);
    decision.plan().ifPresent(this::write);
    decision.judged().ifPresent(this::write);
    rollout = decision.rollout();
  }

  private void write(RolloutPlan plan) {
    plans.write(plan.stream(), plan);
    epoch.set(plan.epoch());
    Counter.builder("longshore.rollout.decisions")
        .tag("step", plan.step().name().toLowerCase(java.util.Locale.ROOT))
        .register(context.meters())
        .increment();
    log.atInfo()
        .addKeyValue("epoch", plan.epoch())
        .addKeyValue("step", plan.step())
        .addKeyValue("modelVersion", plan.subject().map(ModelVersion::brief).orElse("-"))
        .log(plan.reason());
  }

  private void write(GateResult result) {
    evaluations.write(result.version().value() + "/" + result.window(), result);
  }

  @Override
  public void close() {
    for (AutoCloseable thread : threads) {
      try {
        thread.close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a part did not stop cleanly");
      }
    }
    plans.close();
    evaluations.close();
    rejects.close();
  }

  /** Models that were there at the start are recalled; models that come later are news. */
  private final class Models implements Follower.Listener<ModelVersion, ModelManifest> {
    private final Map<ModelVersion, GateResult> judged;
    private boolean caughtUp;

    Models(Map<ModelVersion, GateResult> judged) {
      this.judged = judged;
    }

    @Override
    public void received(Received<ModelVersion, ModelManifest> record) {
      ModelManifest manifest = record.value();
      if (!manifest.recipe().stream().equals(context.stream())) {
        return;
      }
      if (caughtUp) {
        on(new RolloutEvent.Announced(manifest, context.clock().instant()));
      } else {
        recall(manifest);
      }
    }

    private void recall(ModelManifest manifest) {
      synchronized (RolloutService.this) {
        rollout = rollout.recall(manifest, Optional.ofNullable(judged.get(manifest.version())));
      }
    }

    @Override
    public void caughtUp() {
      caughtUp = true;
      List<ModelManifest> waiting;
      synchronized (RolloutService.this) {
        waiting = rollout.candidates();
      }
      waiting.forEach(m -> on(new RolloutEvent.Announced(m, context.clock().instant())));
    }
  }
}
