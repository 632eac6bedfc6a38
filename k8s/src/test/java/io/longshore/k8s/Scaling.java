package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import java.util.ArrayList;
import java.util.List;

/** Scorers are scaled by what they read, never beyond its partitions; nobody else is. */
final class Scaling implements Rule {
  private static final String SCORERS = "longshore-scorer";

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    for (Document scaled : overlay.all("ScaledObject")) {
      target(overlay, scaled, problems);
      for (JsonNode trigger : Document.items(scaled.at("/spec/triggers"))) {
        trigger(overlay, scaled, trigger, problems);
      }
    }
    return problems;
  }

  private static void target(Overlay overlay, Document scaled, List<String> problems) {
    String target = scaled.at("/spec/scaleTargetRef/name").asText();
    if (!target.equals(SCORERS)) {
      problems.add("%s scales %s: only scorers may come and go".formatted(scaled.title(), target));
    }
    overlay
        .find("Deployment", target)
        .ifPresentOrElse(
            deployment -> {
              if (deployment.at("/spec").has("replicas")) {
                problems.add(deployment.title() + " has a fixed number, and is scaled too");
              }
            },
            () -> problems.add(scaled.title() + " scales nothing that is there: " + target));
    int partitions =
        overlay
            .find("KafkaTopic", Topics.IMAGES.name())
            .map(topic -> topic.at("/spec/partitions").asInt())
            .orElse(0);
    if (scaled.at("/spec/maxReplicaCount").asInt() > partitions) {
      problems.add("%s has more pods than the %d partitions".formatted(scaled.title(), partitions));
    }
    if (scaled.at("/spec/minReplicaCount").asInt() < 1) {
      problems.add(scaled.title() + " may go to none, and would not come back");
    }
  }

  private static void trigger(
      Overlay overlay, Document scaled, JsonNode trigger, List<String> problems) {
    JsonNode metadata = trigger.path("metadata");
    metadata
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isTextual()) {
                problems.add("%s: %s is no text".formatted(scaled.title(), field.getKey()));
              }
            });
    String group = new TopicNames("").group(Writer.SCORER.service());
    if (!metadata.path("consumerGroup").asText().equals(group)
        || !metadata.path("topic").asText().equals(Topics.IMAGES.name())) {
      problems.add(scaled.title() + " looks at another group or topic than scorers read");
    }
    boolean reaches =
        overlay.all("Kafka").stream()
            .anyMatch(
                kafka ->
                    metadata
                        .path("bootstrapServers")
                        .asText()
                        .equals(
                            "%s-kafka-bootstrap.%s.svc:%s"
                                .formatted(
                                    kafka.name(),
                                    kafka.at("/metadata/namespace").asText(),
                                    kafka.at("/spec/kafka/listeners/0/port").asText())));
    if (!reaches) {
      problems.add(scaled.title() + " looks for Kafka where it is not");
    }
    String login = trigger.at("/authenticationRef/name").asText();
    if (overlay.find("TriggerAuthentication", login).isEmpty()) {
      problems.add("%s logs in with what is not there: %s".formatted(scaled.title(), login));
    }
  }
}
