package io.longshore.standalone.runtime;

import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import io.longshore.standalone.broker.LocalBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A process with a broker that writes records, says the number of each once it is acknowledged, and
 * never stops of its own will.
 */
final class DoomedProcess {

  private DoomedProcess() {}

  public static void main(String[] args) {
    LocalBroker broker = LocalBroker.start(Path.of(args[0]), 0);
    var kafka =
        new KafkaConnection(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new TopicNames(""),
            new SimpleMeterRegistry());
    TestTopics.create(kafka, Topics.TRAINING);
    try (var writer = kafka.promptWriter(Topics.TRAINING, "doomed")) {
      for (int i = 0; ; i++) {
        writer.write("run-" + i, new TrainingEvent.Failed("run-" + i, "none", Instant.EPOCH));
        System.out.println("acknowledged " + i);
      }
    }
  }
}
