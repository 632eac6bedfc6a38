package io.longshore.scorer.kafka;

import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.scorer.pipeline.Bounds;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How the stream is scored.
 *
 * @param bounds how much is in hand
 * @param workers how many score at once
 * @param topK classes named in a prediction
 * @param maxPixels larger images are not decoded
 * @param recentImages of each partition among which repeats are recognised
 * @param delivery what is promised of predictions
 * @param commitEvery time between two commits
 * @param commitImages most images of a transaction
 * @param membership whether the group keeps this scorer's partitions for it while it is away
 */
public record StreamPlan(
    Bounds bounds,
    int workers,
    int topK,
    long maxPixels,
    int recentImages,
    Delivery delivery,
    Duration commitEvery,
    int commitImages,
    Membership membership) {

  /** What is promised of predictions. */
  public enum Delivery {
    /** None is missing; after a crash some may be there twice, marked. */
    AT_LEAST_ONCE,
    /** Readers of committed records see each image predicted once. */
    EXACTLY_ONCE
  }

  /** What a group does with the partitions of a member that is away. */
  public enum Membership {
    /** Others get them at once. */
    DYNAMIC,
    /** They wait for it, for the time of a session. */
    STATIC
  }

  /** How its transactional ids begin, after the deployment's prefix. */
  public static final String IDS_BEGIN = "scorer-";

  /**
   * A fetch that waits at the broker for partitions that are quiet keeps those that are not waiting
   * behind it; by default for half a second.
   */
  private static final String FETCH_WAIT_MILLIS = "10";

  /** The predictions of a batch are one request and not several: each costs the broker more. */
  private static final String LINGER_MILLIS = "2";

  private static final String SESSION_MILLIS = "10000";
  private static final String TRANSACTION_MILLIS = "10000";
  private static final String PROTOCOL = "group.protocol";

  /** Predictions read back when a partition is taken over: more than could be in hand. */
  int tail() {
    return Math.max(recentImages, 2 * bounds.items());
  }

  Map<String, String> consumerSettings(KafkaConnection kafka, String instance) {
    var settings = new HashMap<String, String>();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.names().group("scorer"));
    settings.put(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        Integer.toString(Math.max(1, Math.min(bounds.items() / 2, 2 * workers * bounds.batch()))));
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    if (membership == Membership.STATIC) {
      settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "scorer-" + instance);
    }
    String protocol = kafka.properties(Map.of()).getProperty(PROTOCOL, "classic");
    if (!protocol.equalsIgnoreCase("consumer")) { // the new protocol leaves both to the broker
      settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
      settings.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    return settings;
  }

  Map<String, String> producerSettings(KafkaConnection kafka, String instance) {
    return switch (delivery) {
      case AT_LEAST_ONCE -> Map.of(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
      // Transactions that follow each other closely find the broker still at the one before; the
      // default of 100 ms until the next try would be most of their time.
      case EXACTLY_ONCE ->
          Map.of(
              ProducerConfig.LINGER_MS_CONFIG,
              LINGER_MILLIS, // the end of a transaction does not wait for it
              ProducerConfig.TRANSACTIONAL_ID_CONFIG,
              kafka.names().prefix() + IDS_BEGIN + instance,
              ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
              TRANSACTION_MILLIS,
              ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
              "5");
    };
  }
}
