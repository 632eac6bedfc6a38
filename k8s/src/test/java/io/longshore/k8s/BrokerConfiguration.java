package io.longshore.k8s;

import io.strimzi.api.kafka.model.kafka.KafkaClusterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What brokers are told is theirs to be told, and topics of Kafka's own fit on them. */
final class BrokerConfiguration implements Rule {

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    int brokers = TopicsAreOurs.brokers(overlay);
    for (Document kafka : overlay.all("Kafka")) {
      Map<String, String> config = Document.strings(kafka.at("/spec/kafka/config"));
      config.forEach(
          (key, value) -> {
            if (begins(key, KafkaClusterSpec.FORBIDDEN_PREFIXES)
                && !begins(key, KafkaClusterSpec.FORBIDDEN_PREFIX_EXCEPTIONS)) {
              problems.add(kafka.title() + ": Strimzi passes over " + key + ", which is its own");
            }
            if (key.endsWith("replication.factor") && Integer.parseInt(value) > brokers) {
              problems.add("%s: %s=%s on %d brokers".formatted(kafka.title(), key, value, brokers));
            }
          });
      if (!"false".equals(config.get("auto.create.topics.enable"))) {
        problems.add(kafka.title() + " makes a topic of every name that is misspelt");
      }
    }
    return problems;
  }

  private static boolean begins(String key, String prefixes) {
    return Stream.of(prefixes.split(", ")).anyMatch(key::startsWith);
  }
}
