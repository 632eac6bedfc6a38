package io.longshore.rollout;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutPlan;
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
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of rollout plans: follows models, scorers, the stream's predictions and labels,
 * and what operators ask for; decides; writes down the plan and the results it rests on. At the
 * start it shuts out a process that decided before, then reads what was decided to the end, and
 * goes on.
 */
final class RolloutService implements Service {
  private static final Logger log = LoggerFactory.getLogger(RolloutService.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ServiceContext context;
  private final RolloutSettings settings;
  private final UnaryOperator<RolloutPlan> sign;
  private final RolloutMetrics metrics;
  private final RejectsWriter rejects;
  private final RulesInForce rules;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

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
    this.rules = new RulesInForce(context.stream(), settings);
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
    follow(Topics.PROMOTION_POLICIES, rules).awaitCaughtUp(PATIENCE);
    var deciding = new Deciding(context.stream(), journal, sign, rules, metrics);
    follow(
            Topics.MODELS,
            new ModelNews(context.stream(), recollection(), deciding, context.clock()))
        .awaitCaughtUp(PATIENCE);
    follow(Topics.SCORER_REPORTS, new ScorerNews(deciding, rejects::write, context.clock()));
    listen(deciding);
    watch(deciding);
    watchQuality(deciding);
    started.push(LagWatch.start(context, name(), settings.lagEvery()));
    context.health().ready(name());
  }

  private Recollection recollection() {
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
    return new Recollection(plans, judged);
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

  /** To operators. */
  private void listen(Deciding deciding) {
    started.push(
        PollPump.start(
            context.kafka(),
            Topics.OPERATOR_REQUESTS,
            name(),
            Map.of(),
            context.health(),
            context.clock(),
            rejects,
            records -> records.forEach(record -> requested(record.value(), deciding))));
  }

  private void requested(OperatorRequest request, Deciding deciding) {
    if (request.stream().equals(context.stream())) {
      Requests.event(request, context.clock().instant()).ifPresent(deciding::on);
    }
  }

  private void watch(Deciding deciding) {
    var records = new TrialRecords(context.kafka(), context.clock(), rejects::write);
    var watch =
        new TrialWatch(
            records,
            context.clock(),
            settings.restateFor(),
            window -> deciding.tally(window, settings.trialMemoryImages()),
            rules,
            deciding::on);
    started.push(
        ServiceLoop.start(
            "rollout-watches-trials",
            context.health(),
            () -> watch.step(deciding.window()),
            records::wakeup,
            records::close));
  }

  private void watchQuality(Deciding deciding) {
    if (settings.qualityShare() > 0) {
      var records = new StreamRecords(context.kafka(), settings.qualityShare(), context.clock());
      var watch =
          new QualityWatch(
              records,
              deciding::live,
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
}
