package io.longshore.runtime.kafka;

import io.longshore.runtime.reach.NewClient;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes Kafka clients with Longshore's defaults; the operator's {@code kafka.*} settings win over
 * them. Clients are handed out open; whoever asks for one closes it.
 */
public final class KafkaConnection {
  private final Map<String, String> settings;
  private final TopicNames names;
  private final MeterRegistry meters;

  /**
   * @param settings the operator's client properties, without the {@code kafka.} prefix; {@code
   *     bootstrap.servers} at least
   * @param names topic names of the deployment
   * @param meters where clients report
   */
  public KafkaConnection(Map<String, String> settings, TopicNames names, MeterRegistry meters) {
    if (!settings.containsKey("bootstrap.servers")) {
      throw new IllegalArgumentException("kafka.bootstrap.servers is not set: where is Kafka?");
    }
    this.settings = Map.copyOf(settings);
    this.names = names;
    this.meters = meters;
  }

  public TopicNames names() {
    return names;
  }

  /** The operator's properties, which may hold secrets: for looking at them, not for telling. */
  public Map<String, String> settings() {
    return settings;
  }

  public String bootstrapServers() {
    return Objects.requireNonNull(settings.get("bootstrap.servers"));
  }

  /**
   * The operator's properties over the given defaults: for clients this class does not make, such
   * as Kafka Streams.
   */
  public Properties properties(Map<String, String> defaults) {
    var properties = new Properties();
    properties.putAll(defaults);
    properties.putAll(settings);
    return properties;
  }

  /** A writer whose records wait for each other a little and travel in large batches: for bulk. */
  public <K, V> TopicWriter<K, V> bulkWriter(Topic<K, V> topic, String clientId) {
    return writer(topic, clientId, Map.of(ProducerConfig.LINGER_MS_CONFIG, "5"));
  }

  /** A writer whose records leave at once: for decisions and answers. */
  public <K, V> TopicWriter<K, V> promptWriter(Topic<K, V> topic, String clientId) {
    return writer(topic, clientId, Map.of(ProducerConfig.LINGER_MS_CONFIG, "0"));
  }

  /**
   * A writer with producer settings of its own; all replicas acknowledge and repeats of a send are
   * recognised, unless the operator says otherwise.
   */
  public <K, V> TopicWriter<K, V> writer(
      Topic<K, V> topic, String clientId, Map<String, String> overrides) {
    Producer<byte[], byte[]> producer = producer(clientId, overrides);
    return new TopicWriter<>(producer, metricsOf(producer), topic, names.of(topic));
  }

  /** A byte-level producer with the same defaults as a writer. */
  public Producer<byte[], byte[]> producer(String clientId, Map<String, String> overrides) {
    var defaults = new HashMap<String, String>();
    defaults.put(ProducerConfig.ACKS_CONFIG, "all");
    defaults.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    defaults.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 * 1024));
    defaults.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(TopicLayout.RECORD_BYTES));
    defaults.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    defaults.put(ProducerConfig.CLIENT_ID_CONFIG, names.prefix() + clientId);
    defaults.putAll(overrides);
    return NewClient.by(
        () ->
            new KafkaProducer<>(
                properties(defaults), new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /**
   * A byte-level consumer that reads only committed records and starts at the beginning unless it
   * has committed.
   */
  public Consumer<byte[], byte[]> consumer(String clientId, Map<String, String> overrides) {
    var defaults = new HashMap<String, String>();
    defaults.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    defaults.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    defaults.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    defaults.put(ConsumerConfig.CLIENT_ID_CONFIG, names.prefix() + clientId);
    defaults.putAll(overrides);
    return NewClient.by(
        () ->
            new KafkaConsumer<>(
                properties(defaults), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /** Binds a consumer's own metrics; close what is returned before the consumer. */
  public KafkaClientMetrics metricsOf(Consumer<?, ?> consumer) {
    var metrics = new KafkaClientMetrics(consumer);
    metrics.bindTo(meters);
    return metrics;
  }

  /** Binds a producer's own metrics; close what is returned before the producer. */
  public KafkaClientMetrics metricsOf(Producer<?, ?> producer) {
    var metrics = new KafkaClientMetrics(producer);
    metrics.bindTo(meters);
    return metrics;
  }

  public Admin admin(String clientId) {
    return admin(clientId, Map.of());
  }

  /** A client with settings of its own, under those of the operator. */
  public Admin admin(String clientId, Map<String, String> overrides) {
    var defaults = new HashMap<>(overrides);
    defaults.put(AdminClientConfig.CLIENT_ID_CONFIG, names.prefix() + clientId);
    return NewClient.by(() -> Admin.create(properties(defaults)));
  }
}
