package io.longshore.tracker.streams;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;
import static org.apache.kafka.streams.StreamsConfig.topicPrefix;

import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.topic.TopicLayout;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams runs unless the operator says otherwise: exactly once, and back in seconds. */
public final class StreamsDefaults {

  private StreamsDefaults() {}

  /** Name of this process among those of the application, the same after a restart. */
  public static String instance(String service, ServiceContext context) {
    return context.kafka().names().group(service) + "-" + context.instance();
  }

  /**
   * Properties of the service's one application in a deployment.
   *
   * @param layout of the topics that Kafka Streams makes for it
   */
  public static Map<String, String> of(String service, TopicLayout layout, ServiceContext context) {
    String application = context.kafka().names().group(service);
    var defaults = new HashMap<String, String>();
    defaults.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    defaults.put(StreamsConfig.CLIENT_ID_CONFIG, instance(service, context));
    defaults.put(
        StreamsConfig.STATE_DIR_CONFIG, context.dataDirectory().resolve(service).toString());
    defaults.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    defaults.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1");
    defaults.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
    defaults.put(StreamsConfig.LOG_SUMMARY_INTERVAL_MS_CONFIG, "-1");
    // Readers see what is committed. Whoever says something asks for a commit; the rest can wait.
    defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "500");
    // Nothing is seen before its commit, which sends what is left: so few large requests will do.
    defaults.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "50");
    defaults.put(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), Integer.toString(512 << 10));
    // Labels are small and come in floods.
    defaults.put(mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), "5000");
    defaults.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, "10000");
    defaults.put(producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), "5");
    // A transaction left open by a process that died blocks every reader for this long.
    defaults.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), "10000");
    // What was counted lives in these topics: a broker that dies must not take it along.
    defaults.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, Short.toString(layout.replication()));
    defaults.put(
        topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), Integer.toString(layout.minInSync()));
    // A snapshot or a mix of very many classes is larger than Kafka's default of a mebibyte.
    String recordBytes = Integer.toString(TopicLayout.RECORD_BYTES);
    defaults.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), recordBytes);
    defaults.put(topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), recordBytes);
    defaults.put(
        topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
        Long.toString(TopicLayout.AHEAD_MILLIS));
    // More in flight can livelock on a topic just created (KAFKA-15591, fixed after 4.4).
    defaults.put(producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), "1");
    // A restarted process takes its own place again; a dead one's is free after the session.
    defaults.put(
        mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance(service, context));
    defaults.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), "6000");
    defaults.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), "1500");
    // Where the others of the group send whoever asks for what this process counts.
    if (!context.pages().address().isEmpty()) {
      defaults.put(StreamsConfig.APPLICATION_SERVER_CONFIG, context.pages().address());
    }
    return defaults;
  }
}
