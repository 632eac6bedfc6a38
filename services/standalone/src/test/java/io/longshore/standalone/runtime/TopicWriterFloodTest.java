package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@Timeout(60)
class TopicWriterFloodTest {
  private static final int RECORDS = 2000;

  @RepeatedTest(5)
  void a_flood_into_a_topic_that_was_just_created_arrives_whole(KafkaConnection kafka) {
    TestTopics.create(kafka, Topics.LABELS);

    var sent = new ArrayList<CompletableFuture<RecordMetadata>>();
    try (var writer = kafka.bulkWriter(Topics.LABELS, "test-flood")) {
      for (int i = 0; i < RECORDS; i++) {
        Label label = label("image-" + i);
        sent.add(writer.send(label.image(), label));
      }
      sent.forEach(CompletableFuture::join);
    }

    List<String> images =
        TestTopics.values(kafka, Topics.LABELS).stream().map(l -> l.image().value()).toList();
    assertThat(images)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, RECORDS).mapToObj(i -> "image-" + i).toList());
    assertThat(sent).extracting(s -> s.join().partition()).contains(0, 1);
  }

  private static Label label(String image) {
    return new Label(
        new ImageId(image),
        "gull",
        new ImageLocation(0, 7),
        "track-1",
        Split.STREAM,
        Instant.EPOCH);
  }
}
