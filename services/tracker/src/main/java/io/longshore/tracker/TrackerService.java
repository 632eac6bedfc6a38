package io.longshore.tracker;

import io.longshore.runtime.Health;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.tracker.query.FrequenciesPage;
import io.longshore.tracker.streams.CountingProcess;
import io.longshore.tracker.streams.InternalTopics;
import io.longshore.tracker.streams.Restorations;
import io.longshore.tracker.streams.StableClients;
import io.longshore.tracker.streams.StreamsDefaults;
import io.longshore.tracker.streams.TrackerTopology;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tracker's topology, running. */
final class TrackerService implements Service {
  private static final Logger log = LoggerFactory.getLogger(TrackerService.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(15);

  private final Health health;
  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;
  private final RestorationWatch restorations;

  TrackerService(TrackerSettings settings, TopicLayout layout, ServiceContext context) {
    this.health = context.health();
    Properties properties = context.kafka().properties(StreamsDefaults.of(name(), layout, context));
    var topology =
        new TrackerTopology(
            settings,
            context.stream(),
            partitionsOfSoundTopics(context, layout, properties),
            context.kafka().names()::of,
            context.clock(),
            context.meters());
    this.streams =
        new KafkaStreams(
            topology.build(),
            properties,
            new StableClients(StreamsDefaults.instance(name(), context)));
    streams.setStateListener((now, before) -> tell(now));
    streams.setUncaughtExceptionHandler(this::broken);
    var reading = new Restorations(context.clock());
    streams.setGlobalStateRestoreListener(reading);
    this.restorations = new RestorationWatch(reading, name(), health, context.clock());
    this.metrics = new KafkaStreamsMetrics(streams);
    metrics.bindTo(context.meters());
    var page =
        new FrequenciesPage(
            context.stream(),
            topology.latest(),
            new CountingProcess(streams, itself(properties), context.pages().scheme()));
    context.pages().add(FrequenciesPage.PATH, page);
  }

  /** Partitions of the labels, once the tracker's own topics are known to be as they must. */
  private static int partitionsOfSoundTopics(
      ServiceContext context, TopicLayout layout, Properties properties) {
    String labels = context.kafka().names().of(Topics.LABELS);
    try (Admin admin = context.kafka().admin("longshore-tracker-topics")) {
      InternalTopics.requireCopies(
          admin, properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG), layout);
      Map<String, TopicDescription> described =
          admin.describeTopics(List.of(labels)).allTopicNames().get();
      return described.values().stream().mapToInt(topic -> topic.partitions().size()).sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "what the topics are like that the tracker reads and keeps is not known", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking what the topics are like", e);
    }
  }

  private static HostInfo itself(Properties properties) {
    String address = properties.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG, "");
    return address.isEmpty() ? HostInfo.unavailable() : HostInfo.buildFromEndpoint(address);
  }

  @Override
  public String name() {
    return Writer.TRACKER.service();
  }

  @Override
  public void start() {
    health.waiting(name(), "joining its group");
    streams.start();
    restorations.start();
  }

  @Override
  public void close() {
    restorations.close();
    metrics.close();
    boolean stopped =
        streams.close(
            CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    if (!stopped) {
      log.atWarn()
          .addKeyValue("seconds", CLOSE_WITHIN.toSeconds())
          .log("did not stop in time; what was not committed is counted again after the start");
    }
  }

  private void tell(KafkaStreams.State state) {
    switch (state) {
      case RUNNING -> health.ready(name());
      case CREATED, REBALANCING -> health.waiting(name(), "partitions are being assigned");
      case PENDING_SHUTDOWN, NOT_RUNNING -> health.waiting(name(), "stopping");
      case PENDING_ERROR, ERROR -> health.broken(name(), "Kafka Streams gave up");
    }
  }

  private StreamThreadExceptionResponse broken(Throwable failure) {
    log.atError().setCause(failure).log("the tracker cannot go on");
    health.broken(name(), String.valueOf(failure));
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }
}
