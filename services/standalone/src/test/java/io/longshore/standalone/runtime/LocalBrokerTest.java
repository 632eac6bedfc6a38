package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.admin.PortInUseException;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.schemas.Topics;
import io.longshore.standalone.broker.LocalBroker;
import io.longshore.standalone.broker.StorageUnusableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalBrokerTest {
  private static final TrainingEvent EVENT =
      new TrainingEvent.Failed("run-1", "no labels", Instant.EPOCH);

  private final Path folder;

  LocalBrokerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void what_was_written_is_there_after_a_restart_even_on_other_ports() {
    int before;
    try (var broker = LocalBroker.start(folder, 0)) {
      before = broker.port();
      KafkaConnection kafka = connection(broker);
      TestTopics.create(kafka, Topics.TRAINING);
      try (var writer = kafka.promptWriter(Topics.TRAINING, "test")) {
        writer.write("run-1", EVENT);
      }
    }

    try (var broker = LocalBroker.start(folder, 0)) {
      assertThat(TestTopics.values(connection(broker), Topics.TRAINING)).containsExactly(EVENT);
      assertThat(broker.port()).isNotEqualTo(before);
    }
  }

  @Test
  void a_chosen_port_is_the_port() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    try (var broker = LocalBroker.start(folder, port)) {
      assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
    }
  }

  @Test
  void a_port_in_use_is_told_with_the_option_to_change() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LocalBroker.start(folder, other.getLocalPort()))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining("the Kafka broker cannot open 127.0.0.1:" + other.getLocalPort())
          .hasMessageContaining("--kafka-port");
    }
  }

  @Test
  void a_second_broker_on_the_same_folder_is_refused_and_the_first_goes_on() {
    try (var broker = LocalBroker.start(folder, 0)) {
      assertThatThrownBy(() -> LocalBroker.start(folder, 0))
          .isInstanceOf(StorageUnusableException.class)
          .hasMessageContaining(folder + ": another broker works in it");

      KafkaConnection kafka = connection(broker);
      TestTopics.create(kafka, Topics.TRAINING);
      try (var writer = kafka.promptWriter(Topics.TRAINING, "test")) {
        writer.write("run-1", EVENT);
      }
      assertThat(TestTopics.values(kafka, Topics.TRAINING)).containsExactly(EVENT);
    }
  }

  @Test
  void a_folder_that_is_a_file_is_named() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> LocalBroker.start(file, 0))
        .isInstanceOf(StorageUnusableException.class)
        .hasMessageContaining("the broker cannot keep its files in " + file);
  }

  private static KafkaConnection connection(LocalBroker broker) {
    return new KafkaConnection(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new TopicNames(""),
        new SimpleMeterRegistry());
  }
}
