package io.longshore.rollout;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.PromotionOverrides;
import io.longshore.domain.rollout.PromotionPolicy;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.rollout.evidence.TrialTally;
import io.longshore.rollout.evidence.TrialWindow;
import io.longshore.rollout.kafka.RolloutJournal;
import io.longshore.rollout.kafka.StreamRecords;
import io.longshore.rollout.kafka.TrialRecords;
import io.longshore.rollout.quality.QualityMeters;
import io.longshore.rollout.quality.QualityWatch;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceLoop;
import io.longshore.runtime.admin.StageMeters;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.PollPump;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RejectsWriter;
import io.longshore.runtime.lag.LagWatch;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of rollout plans: follows models, scorers, the stream's predictions and labels,
 * and what operators ask for; decides; writes down the plan and the results it rests on. At the
 * start it shuts out a process that decided before, then reads what was decided to the end, and
 * goes on.
 *
 * <p>Several threads tell it what happens; one lock makes decisions follow one another.
 */
final class RolloutService implements Service {
  private static final Logger log = LoggerFactory.getLogger(RolloutService.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ServiceContext context;
  private final RolloutSettings settings;
  private final UnaryOperator<RolloutPlan> sign;
  private final RolloutMetrics metrics;
  private final RejectsWriter rejects;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private volatile Rules rules;
  private Rollout rollout;
  private long trialEpoch;

  /**
   * @param sign puts a signature on a plan, or leaves it as it is
   */
  RolloutService(
      ServiceContext context, RolloutSettings settings, UnaryOperator<RolloutPlan> sign) {
    this.context = context;
    this.settings = settings;
    this.sign = sign;
    this.metrics = new RolloutMetrics(context.meters());
    this.rejects = new RejectsWriter(context.kafka(), Writer.ROLLOUT, context.meters());
    this.rules = rules(StartingPromotion.of(settings.promotion()));
    this.rollout = Rollout.of(RolloutPlan.initial(context.stream()));
  }

  private Rules rules(PromotionPolicy policy) {
    return new Rules(
        new HeldOutGate(GatePolicy.of(settings.gate())), policy, settings.scorerSilence());
  }

  @Override
  public String name() {
    return "rollout";
  }

  @Override
  public void start() {
    context.health().waiting(name(), "reading what was decided before");
    var journal = RolloutJournal.open(context.kafka(), context.stream());
    started.push(journal);
    follow(Topics.PROMOTION_POLICIES, new Policies()).awaitCaughtUp(PATIENCE);
    recall(journal);
    follow(Topics.SCORER_REPORTS, new Reports(journal));
    started.push(
        PollPump.start(
            context.kafka(),
            Topics.OPERATOR_REQUESTS,
            name(),
            Map.of(),
            context.health(),
            context.clock(),
            rejects,
            records -> records.forEach(record -> requested(record.value(), journal))));
    watch(journal);
    watchQuality();
    started.push(LagWatch.start(context, name(), settings.lagEvery()));
    context.health().ready(name());
  }

  private void recall(RolloutJournal journal) {
    var plans = new ArrayList<RolloutPlan>();
    read(
        Topics.ROLLOUTS,
        record -> {
          if (record.key().equals(context.stream())) {
            plans.add(record.value());
          }
        });
    var judged = new HashMap<ModelVersion, GateResult>();
    read(
        Topics.EVALUATIONS,
        record -> {
          if (record.value().window().equals("held-out")) {
            judged.put(record.value().version(), record.value());
          }
        });
    var models = new Models(new Recollection(plans, judged), journal);
    follow(Topics.MODELS, models).awaitCaughtUp(PATIENCE);
  }

  private <K, V> Follower<K, V> follow(Topic<K, V> topic, Follower.Listener<K, V> listener) {
    Follower<K, V> follower =
        Follower.start(context.kafka(), topic, name(), context.health(), context.clock(), listener);
    started.push(follower);
    return follower;
  }

  private <K, V> void read(Topic<K, V> topic, Follower.Listener<K, V> listener) {
    try (var follower =
        Follower.start(
            context.kafka(), topic, name(), context.health(), context.clock(), listener)) {
      follower.awaitCaughtUp(PATIENCE);
    }
  }

  private void watch(RolloutJournal journal) {
    var records = new TrialRecords(context.kafka(), context.clock());
    var watch =
        new TrialWatch(
            records,
            context.clock(),
            settings.restateFor(),
            this::tally,
            () -> rules,
            event -> on(event, journal));
    started.push(
        ServiceLoop.start(
            "rollout-watches-trials",
            context.health(),
            () -> watch.step(window()),
            records::wakeup,
            records::close));
  }

  private void watchQuality() {
    if (settings.qualityShare() > 0) {
      var records = new StreamRecords(context.kafka(), settings.qualityShare(), context.clock());
      var watch =
          new QualityWatch(
              records,
              this::live,
              new QualityMeters(context.meters()),
              new StageMeters("judged", context.clock(), context.meters()),
              context.clock());
      started.push(
          ServiceLoop.start(
              "rollout-watches-quality",
              context.health(),
              watch::step,
              records::wakeup,
              records::close));
    }
  }

  private synchronized Optional<ModelManifest> live() {
    return rollout.plan().live().map(rollout.stages()::get).map(ModelStage::manifest);
  }

  private synchronized Optional<TrialWindow> window() {
    return TrialWindow.of(rollout.plan(), trialEpoch);
  }

  private synchronized TrialTally tally(TrialWindow window) {
    return TrialTally.of(
        window, known(window.subject()), known(window.other()), settings.trialMemoryImages());
  }

  private ModelManifest known(ModelVersion version) {
    ModelStage stage = rollout.stages().get(version);
    if (stage == null) {
      throw new IllegalStateException(
          "plan %d names model %s, whose manifest is not on the topic models"
              .formatted(rollout.plan().epoch(), version.value()));
    }
    return stage.manifest();
  }

  private void requested(OperatorRequest request, RolloutJournal journal) {
    if (request.stream().equals(context.stream())) {
      Requests.event(request, context.clock().instant()).ifPresent(event -> on(event, journal));
    }
  }

  private synchronized void on(RolloutEvent event, RolloutJournal journal) {
    Decision decision = rollout.on(event, rules);
    journal.write(decision.plan().map(sign), decision.judged());
    Rollout before = rollout;
    rollout = decision.rollout();
    decision.plan().ifPresent(plan -> decided(before.plan(), plan));
    metrics.judged(decision.judged());
    decision
        .refusal()
        .ifPresent(
            why ->
                log.atWarn().addKeyValue("event", event).log("not done what was asked: {}", why));
  }

  private void decided(RolloutPlan before, RolloutPlan plan) {
    if (!plan.trial().equals(before.trial())) {
      trialEpoch = plan.epoch();
    }
    metrics.decided(plan, live());
    log.atInfo()
        .addKeyValue("epoch", plan.epoch())
        .addKeyValue("step", plan.step())
        .addKeyValue("modelVersion", plan.subject().map(ModelVersion::brief).orElse("-"))
        .log(plan.reason());
  }

  @Override
  public void close() {
    for (AutoCloseable part : started) {
      try {
        part.close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a part did not stop cleanly");
      }
    }
    rejects.close();
  }

  /** Keeps the promotion policy in force. */
  private final class Policies implements Follower.Listener<String, PromotionOverrides> {
    private final PromotionPolicy starting = StartingPromotion.of(settings.promotion());

    @Override
    public void received(Received<String, PromotionOverrides> record) {
      if (record.key().equals(context.stream())) {
        rules = rules(starting.with(record.value()));
        log.atInfo()
            .addKeyValue("values", record.value().values())
            .log("promotion policy: {}", record.value().reason());
      }
    }

    @Override
    public void removed(String stream) {
      if (stream.equals(context.stream())) {
        rules = rules(starting);
      }
    }
  }

  /** Hears of scorers. */
  private final class Reports implements Follower.Listener<String, ScorerReport> {
    private final RolloutJournal journal;

    Reports(RolloutJournal journal) {
      this.journal = journal;
    }

    @Override
    public void received(Received<String, ScorerReport> record) {
      on(
          new RolloutEvent.Reported(record.value(), record.timestamp(), context.clock().instant()),
          journal);
    }
  }

  /** Models that were there at the start are recalled; models that come later are news. */
  private final class Models implements Follower.Listener<ModelVersion, ModelManifest> {
    private final Recollection before;
    private final RolloutJournal journal;
    private final List<ModelManifest> known = new ArrayList<>();
    private boolean caughtUp;

    Models(Recollection before, RolloutJournal journal) {
      this.before = before;
      this.journal = journal;
    }

    @Override
    public void received(Received<ModelVersion, ModelManifest> record) {
      ModelManifest manifest = record.value();
      if (!manifest.recipe().stream().equals(context.stream())) {
        return;
      }
      if (caughtUp) {
        on(new RolloutEvent.Announced(manifest, context.clock().instant()), journal);
      } else {
        known.add(manifest);
      }
    }

    @Override
    public void caughtUp() {
      caughtUp = true;
      List<ModelManifest> waiting;
      synchronized (RolloutService.this) {
        rollout = before.recall(context.stream(), known);
        trialEpoch = before.trialEpoch();
        metrics.recalled(rollout.plan(), live());
        waiting = rollout.candidates();
      }
      waiting.forEach(m -> on(new RolloutEvent.Announced(m, context.clock().instant()), journal));
    }
  }
}
