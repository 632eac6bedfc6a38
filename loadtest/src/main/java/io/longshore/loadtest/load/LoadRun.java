package io.longshore.loadtest.load;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.ImageShape;
import io.longshore.loadtest.audit.Audit;
import io.longshore.loadtest.audit.Ledger;
import io.longshore.loadtest.audit.TopicReading;
import io.longshore.loadtest.audit.Verdict;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.operator.OperatorDesk;
import io.longshore.runtime.topic.TopicNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** One workload against a running Longshore. */
final class LoadRun {
  private static final Duration ANSWERS = Duration.ofSeconds(60);
  private static final Duration SETTLING = Duration.ofMinutes(2);
  private static final long LONGEST_MICROS = 600_000_000L;

  /** Whether anybody predicts. */
  enum Scoring {
    EXPECTED,
    NONE
  }

  private final Workload workload;
  private final String bootstrapServers;
  private final Scoring scoring;
  private final Ledger ledger = new Ledger();
  private final List<LoadResult.Mark> marks = new ArrayList<>();

  LoadRun(Workload workload, String bootstrapServers, Scoring scoring) {
    this.workload = workload;
    this.bootstrapServers = bootstrapServers;
    this.scoring = scoring;
  }

  /**
   * Sends, waits until all is worked off, and verifies.
   *
   * @param ingest where HTTP goes
   */
  LoadResult run(URI ingest) throws InterruptedException {
    Schedule schedule = workload.schedule();
    String prefix = workload.name() + "-" + Long.toString(System.currentTimeMillis(), 36);
    var items = new Items(workload, prefix, schedule, Gallery.of(workload));
    var recording = new Recording(workload.warmUpSeconds());
    Instant begin;
    if (workload.via() == Workload.Via.HTTP) {
      begin = send(new OpenLoop(schedule, items, new HttpSender(ingest), ledger, recording));
    } else {
      var shape = new ImageShape(workload.side(), workload.side(), 1);
      try (var sender = new KafkaSender(kafka(), shape)) {
        begin = send(new OpenLoop(schedule, items, sender, ledger, recording));
      }
    }
    Audit audit = settled();
    return result(schedule, items, recording, begin, audit);
  }

  private Instant send(OpenLoop loop) throws InterruptedException {
    Instant begin = Instant.now();
    var retraining = new Thread(this::retrain, "retraining");
    retraining.setDaemon(true);
    if (workload.retrainAt() > 0) {
      retraining.start();
    }
    loop.run();
    int missing = loop.awaitAnswers(ANSWERS);
    if (missing > 0) {
      throw new IllegalStateException(missing + " sends were not answered within " + ANSWERS);
    }
    return begin;
  }

  private void retrain() {
    try {
      Thread.sleep(workload.retrainAt() * 1_000L);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try (var desk =
        new OperatorDesk(kafka(), "load-test", "default", "load test", Clock.systemUTC())) {
      var unused = desk.adapt(Gear.RETRAIN, "a rollout under load");
      marks.add(new LoadResult.Mark(workload.retrainAt(), workload.seconds(), "retraining"));
    }
  }

  private Audit settled() throws InterruptedException {
    var topics = new TopicReading(bootstrapServers);
    long end = System.nanoTime() + SETTLING.toNanos();
    Audit audit = Audit.read(topics);
    while (!isSettled(audit) && System.nanoTime() < end) {
      Thread.sleep(500);
      audit = Audit.read(topics);
    }
    return audit;
  }

  private boolean isSettled(Audit audit) {
    return audit.isCounted() && (scoring == Scoring.NONE || audit.isPredicted());
  }

  private LoadResult result(
      Schedule schedule, Items items, Recording recording, Instant begin, Audit audit) {
    var verdict = new Verdict(ledger, audit);
    var violations = new ArrayList<>(verdict.lost());
    violations.addAll(verdict.counts());
    violations.addAll(verdict.rejects());
    if (scoring == Scoring.EXPECTED) {
      violations.addAll(verdict.predictions());
    }
    double measured = workload.seconds() - workload.warmUpSeconds();
    long due = 0;
    for (long at : schedule.due()) {
      due += at >= workload.warmUpSeconds() * 1e9 ? 1 : 0;
    }
    return new LoadResult(
        workload.name(),
        workload.via().name().toLowerCase(Locale.ROOT),
        workload.seed(),
        workload.seconds(),
        workload.warmUpSeconds(),
        due / measured,
        recording.achievedRate(),
        recording.generatorLateMillis(),
        schedule.sends(),
        recording.acknowledged(),
        scored(schedule, items, begin, audit),
        recording.kinds(),
        recording.timeline(),
        List.copyOf(marks),
        List.copyOf(violations),
        Machine.here());
  }

  private Histogram scored(Schedule schedule, Items items, Instant begin, Audit audit) {
    var histogram = new Histogram(LONGEST_MICROS, 3);
    for (int i = 0; i < schedule.sends(); i++) {
      Instant at = audit.scoredAt().get(items.id(i));
      if (at != null && schedule.due()[i] >= workload.warmUpSeconds() * 1e9) {
        long micros = Duration.between(begin.plusNanos(schedule.due()[i]), at).toNanos() / 1_000;
        histogram.recordValue(Math.max(0, Math.min(LONGEST_MICROS, micros)));
      }
    }
    return histogram;
  }

  private KafkaConnection kafka() {
    return new KafkaConnection(
        Map.of("bootstrap.servers", bootstrapServers),
        new TopicNames(""),
        new SimpleMeterRegistry());
  }
}
