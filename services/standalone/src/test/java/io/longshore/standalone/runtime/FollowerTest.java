package io.longshore.standalone.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.Health;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@Timeout(120)
class FollowerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Writes down what it is told. */
  private static final class Diary implements Follower.Listener<String, TrainingEvent> {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void received(Received<String, TrainingEvent> record) {
      if (record.key().equals("poison")) {
        throw new IllegalStateException("a bug in the listener");
      }
      lines.add(record.key() + " at " + record.offset());
    }

    @Override
    public void removed(String key) {
      lines.add(key + " removed");
    }

    @Override
    public void caughtUp() {
      lines.add("caught up");
    }
  }

  private final KafkaConnection kafka;
  private final TopicWriter<String, TrainingEvent> writer;
  private final Diary diary = new Diary();
  private final BlockingQueue<String> broken = new LinkedBlockingQueue<>();

  FollowerTest(KafkaConnection kafka) {
    this.kafka = kafka;
    TestTopics.create(kafka, Topics.TRAINING);
    this.writer = kafka.promptWriter(Topics.TRAINING, "test-writer");
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void it_reads_from_the_start_says_when_it_has_caught_up_and_goes_on() throws Exception {
    write("a");
    write("b");

    try (var follower = follow()) {
      follower.awaitCaughtUp(PATIENCE);
      write("c");
      awaitLines(4);
    }

    assertThat(diary.lines).containsExactly("a at 0", "b at 1", "caught up", "c at 2");
  }

  @Test
  void an_empty_topic_is_caught_up_with_at_once() {
    try (var follower = follow()) {
      follower.awaitCaughtUp(PATIENCE);
    }

    assertThat(diary.lines).containsExactly("caught up");
  }

  @Test
  void a_tombstone_says_that_the_key_is_gone() {
    write("a");
    writer.remove("a");

    try (var follower = follow()) {
      follower.awaitCaughtUp(PATIENCE);
    }

    assertThat(diary.lines).containsExactly("a at 0", "a removed", "caught up");
  }

  @Test
  void garbage_is_passed_over() {
    write("a");
    TestTopics.writeRaw(kafka, Topics.TRAINING, "b".getBytes(UTF_8), new byte[] {1, 2, 3});
    TestTopics.writeRaw(kafka, Topics.TRAINING, null, null);
    write("c");

    try (var follower = follow()) {
      follower.awaitCaughtUp(PATIENCE);
    }

    assertThat(diary.lines).containsExactly("a at 0", "c at 3", "caught up");
    assertThat(broken).isEmpty();
  }

  @Test
  void two_followers_are_both_told_everything() {
    write("a");

    try (var first = follow();
        var second = follow()) {
      first.awaitCaughtUp(PATIENCE);
      second.awaitCaughtUp(PATIENCE);
    }

    assertThat(diary.lines).containsExactlyInAnyOrder("a at 0", "a at 0", "caught up", "caught up");
  }

  @Test
  void a_failing_listener_breaks_the_part_and_nobody_waits_for_it() throws Exception {
    write("poison");

    try (var follower = follow()) {
      assertThatThrownBy(() -> follower.awaitCaughtUp(PATIENCE))
          .hasMessage("following topic training-events ended before all of it was told");
    }

    assertThat(broken.take())
        .isEqualTo(
            "test-follows-training-events: java.lang.IllegalStateException: a bug in the listener");
  }

  @Test
  void a_topic_that_does_not_exist_is_named() {
    assertThatThrownBy(
            () ->
                Follower.start(
                    kafka,
                    Topics.ROLLOUTS,
                    "test",
                    new Health(broken::add),
                    Clock.systemUTC(),
                    record -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("topic " + kafka.names().of(Topics.ROLLOUTS) + " does not exist");
  }

  private Follower<String, TrainingEvent> follow() {
    return Follower.start(
        kafka, Topics.TRAINING, "test", new Health(broken::add), Clock.systemUTC(), diary);
  }

  private void write(String run) {
    writer.write(run, new TrainingEvent.Failed(run, "no labels", Instant.EPOCH));
  }

  private void awaitLines(int count) throws InterruptedException {
    while (diary.lines.size() < count) {
      Thread.sleep(5);
    }
  }
}
