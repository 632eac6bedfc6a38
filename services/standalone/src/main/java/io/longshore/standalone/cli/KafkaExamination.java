package io.longshore.standalone.cli;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.reach.KafkaRefusedException;
import io.longshore.runtime.reach.Reach;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.standalone.doctor.BrokerCheck;
import io.longshore.standalone.doctor.CertificateCheck;
import io.longshore.standalone.doctor.Check;
import io.longshore.standalone.doctor.ClockCheck;
import io.longshore.standalone.doctor.ClusterCheck;
import io.longshore.standalone.doctor.Examination;
import io.longshore.standalone.doctor.Finding;
import io.longshore.standalone.doctor.RightsCheck;
import io.longshore.standalone.doctor.SignaturesCheck;
import io.longshore.standalone.doctor.TopicsCheck;
import io.longshore.standalone.doctor.TransactionsCheck;
import io.longshore.standalone.topics.TopicState;
import io.longshore.standalone.topics.TopicSurvey;
import io.longshore.tracker.streams.InternalTopics;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * The part of an examination that asks Kafka: each check where the one before makes sense of it.
 */
final class KafkaExamination {
  private static final String NOTHING_BEFORE = "nothing can be asked of Kafka before";

  private final ClusterOptions cluster;
  private final LayoutOptions layout;
  private final Optional<Writer> service;

  KafkaExamination(ClusterOptions cluster, LayoutOptions layout, Optional<Writer> service) {
    this.cluster = cluster;
    this.layout = layout;
    this.service = service;
  }

  void on(Examination examination) {
    BrokerOptions broker = cluster.broker();
    var reach = new Reach(broker.securityProtocol());
    var bootstrap = new BrokerCheck(broker.addresses(), reach, "bootstrap");
    examination.of(bootstrap);
    if (reach.obstacle(bootstrap.addresses()).isPresent()) {
      return;
    }
    KafkaConnection kafka = broker.unverified();
    examination.of(new CertificateCheck(kafka.settings(), Instant.now()));
    Admin admin;
    try {
      admin = broker.admin(kafka);
    } catch (KafkaRefusedException | InvalidSettingsException e) {
      Finding fault = Finding.fault("login", String.valueOf(e.getMessage()), NOTHING_BEFORE);
      examination.of(() -> List.of(fault));
      return;
    }
    try (admin) {
      examination.of(new ClusterCheck(admin, reach));
      if (!examination.hasFault("cluster")) {
        examination.of(new ClockCheck(admin, Clock.systemUTC()));
        examination.of(sentenced("topics", () -> topics(examination, admin, kafka)));
        examination.of(sentenced("transactions", () -> transactions(admin, kafka.names())));
      }
    }
  }

  private List<Finding> topics(Examination examination, Admin admin, KafkaConnection kafka) {
    List<TopicState> topics = new TopicSurvey(admin, kafka.names(), layout.of(admin)).look();
    List<Finding> found = new TopicsCheck(topics).look();
    if (topics.stream().allMatch(topic -> topic.found().isPresent())) {
      examination.of(new RightsCheck(admin, kafka.names(), service));
      examination.of(sentenced("signatures", () -> signatures(kafka)));
    }
    return found;
  }

  /** On the topics that there are, and on those that Kafka Streams keeps for the tracker. */
  private static List<Finding> transactions(Admin admin, TopicNames names) {
    Set<String> ours = Topics.all().stream().map(names::of).collect(Collectors.toSet());
    String tracker = names.group(Writer.TRACKER.service());
    try {
      List<String> there =
          admin.listTopics().names().get().stream()
              .filter(name -> ours.contains(name) || InternalTopics.isOf(tracker, name))
              .toList();
      return new TransactionsCheck(admin, there).look();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be listed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for topics", e);
    }
  }

  private List<Finding> signatures(KafkaConnection kafka) {
    try (var reading = new TopicReading(kafka)) {
      Optional<RolloutPlan> plan = reading.last(Topics.ROLLOUTS, cluster.stream);
      Optional<ModelManifest> live =
          plan.flatMap(RolloutPlan::live).flatMap(version -> reading.last(Topics.MODELS, version));
      return new SignaturesCheck(plan, live, Instant.now()).look();
    }
  }

  /** What Kafka refuses or leaves unanswered, as a sentence. */
  private static Check sentenced(String name, Check check) {
    return () -> {
      try {
        return check.look();
      } catch (WrongUsageException e) {
        throw e;
      } catch (RuntimeException e) {
        return List.of(
            Finding.fault(name, Failure.of(e).sentence(), "mend what is said above first"));
      }
    };
  }
}
