package io.longshore.standalone.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.Health;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.PollPump;
import io.longshore.runtime.kafka.Received;
import io.longshore.runtime.kafka.RejectsWriter;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@Timeout(120)
@SuppressWarnings("try") // a pump does its work by being open
class PollPumpTest {

  /** Notes the keys it handles. */
  private static class Notes implements PollPump.Handler<String, TrainingEvent> {
    final BlockingQueue<String> keys = new LinkedBlockingQueue<>();

    @Override
    public void handle(List<Received<String, TrainingEvent>> records) {
      records.forEach(record -> keys.add(record.key()));
    }

    void await(int count) throws InterruptedException {
      while (keys.size() < count) {
        Thread.sleep(5);
      }
    }
  }

  private final KafkaConnection kafka;
  private final TopicWriter<String, TrainingEvent> writer;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final RejectsWriter rejects;
  private final BlockingQueue<String> broken = new LinkedBlockingQueue<>();

  PollPumpTest(KafkaConnection kafka) {
    this.kafka = kafka;
    TestTopics.create(kafka, Topics.TRAINING, Topics.rejects(Writer.SCORER));
    this.writer = kafka.promptWriter(Topics.TRAINING, "test-writer");
    this.rejects = new RejectsWriter(kafka, Writer.SCORER, meters);
  }

  @AfterEach
  void close() {
    writer.close();
    rejects.close();
  }

  @Test
  void records_are_handled_in_order_and_then_committed() throws Exception {
    write("a", "b", "c");
    var notes = new Notes();

    try (var pump = pump(notes)) {
      notes.await(3);
    }

    assertThat(notes.keys).containsExactly("a", "b", "c");
    assertThat(committed()).isEqualTo(3);
  }

  @Test
  void the_next_pump_goes_on_where_the_last_one_stopped() throws Exception {
    write("a", "b");
    var first = new Notes();
    try (var pump = pump(first)) {
      first.await(2);
    }
    write("c");
    var second = new Notes();

    try (var pump = pump(second)) {
      second.await(1);
    }

    assertThat(second.keys).containsExactly("c");
  }

  @Test
  void what_a_crashing_handler_had_in_hand_is_handled_again() throws Exception {
    write("a", "b");
    var notes = new Notes();
    try (var pump =
        pump(
            records -> {
              throw new IllegalStateException("a bug in the handler");
            })) {
      assertThat(broken.take()).contains("a bug in the handler");
    }

    try (var pump = pump(notes)) {
      notes.await(2);
    }

    assertThat(notes.keys).containsExactly("a", "b");
  }

  @Test
  void closing_commits_the_batch_under_way() throws Exception {
    write("a");
    var inHand = new CountDownLatch(1);
    var goOn = new Semaphore(0);
    var pump =
        pump(
            records -> {
              inHand.countDown();
              goOn.acquireUninterruptibly();
            });
    inHand.await();

    var closing = new Thread(pump::close);
    closing.start();
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    goOn.release();
    closing.join();

    assertThat(committed()).isEqualTo(1);
    assertThat(broken).isEmpty();
  }

  @Test
  void garbage_goes_whole_to_the_rejects_and_its_offset_is_committed() throws Exception {
    byte[] garbage = {(byte) 0xff, 1, 2, 3};
    write("a");
    TestTopics.writeRaw(kafka, Topics.TRAINING, "b".getBytes(UTF_8), garbage);
    write("c");
    TestTopics.writeRaw(kafka, Topics.TRAINING, null, garbage);
    var notes = new Notes();

    try (var pump = pump(notes)) {
      notes.await(2);
      awaitCommitted(4);
    }

    assertThat(notes.keys).containsExactly("a", "c");
    List<Reject> refused = TestTopics.values(kafka, Topics.rejects(Writer.SCORER));
    assertThat(refused)
        .extracting(Reject::source)
        .containsExactly("training-events/0@1", "training-events/0@3");
    assertThat(refused).allSatisfy(r -> assertThat(r.payload()).isEqualTo(garbage));
    assertThat(refused)
        .allSatisfy(r -> assertThat(r.reason()).isEqualTo(RejectReason.MALFORMED_RECORD));
    assertThat(
            meters
                .get("longshore.rejects")
                .tags("service", "scorer", "reason", "malformed_record")
                .counter()
                .count())
        .isEqualTo(2);
    assertThat(broken).isEmpty();
  }

  @Test
  void the_largest_garbage_a_topic_takes_fits_into_a_reject() throws Exception {
    byte[] garbage = new byte[2 << 20];
    TestTopics.writeRaw(kafka, Topics.TRAINING, "a".getBytes(UTF_8), garbage);

    try (var pump = pump(new Notes())) {
      awaitCommitted(1);
    }

    assertThat(TestTopics.values(kafka, Topics.rejects(Writer.SCORER)))
        .singleElement()
        .satisfies(reject -> assertThat(reject.payload()).isEqualTo(garbage));
  }

  @Test
  void a_tombstone_is_passed_over_and_committed() throws Exception {
    writer.remove("a");
    write("b");
    var notes = new Notes();

    try (var pump = pump(notes)) {
      notes.await(1);
      awaitCommitted(2);
    }

    assertThat(notes.keys).containsExactly("b");
  }

  @Test
  void a_handler_that_is_not_ready_is_given_nothing_until_it_is() throws Exception {
    var asked = new Semaphore(0);
    var notes =
        new Notes() {
          volatile boolean ready;

          @Override
          public boolean isReady() {
            asked.release();
            return ready;
          }
        };
    write("a", "b");

    try (var pump = pump(notes)) {
      asked.acquire(30);
      assertThat(notes.keys).isEmpty();
      notes.ready = true;
      notes.await(2);
    }

    assertThat(notes.keys).containsExactly("a", "b");
  }

  @Test
  void a_handler_may_say_that_it_has_more_behind_it_than_was_committed() throws Exception {
    var revoked = new LinkedBlockingQueue<Integer>();
    var notes =
        new Notes() {
          @Override
          public OptionalLong assigned(int partition) {
            return OptionalLong.of(2);
          }

          @Override
          public void revoked(int partition) {
            revoked.add(partition);
          }
        };
    write("a", "b", "c");

    try (var pump = pump(notes)) {
      notes.await(1);
    }

    assertThat(notes.keys).containsExactly("c");
    assertThat(revoked).containsExactly(0);
  }

  @Test
  void what_was_committed_is_not_handled_again_whatever_the_handler_remembers() throws Exception {
    write("a", "b");
    var first = new Notes();
    try (var pump = pump(first)) {
      first.await(2);
    }
    write("c");
    var second =
        new Notes() {
          @Override
          public OptionalLong assigned(int partition) {
            return OptionalLong.of(1);
          }
        };

    try (var pump = pump(second)) {
      second.await(1);
    }

    assertThat(second.keys).containsExactly("c");
  }

  @Test
  void a_member_that_lost_its_partition_goes_on_as_a_member() throws Exception {
    write("a");
    var slow = new Semaphore(0);
    var notes =
        new Notes() {
          @Override
          public void handle(List<Received<String, TrainingEvent>> records) {
            if (keys.isEmpty()) {
              keys.add("slow");
              slow.acquireUninterruptibly();
            } else {
              super.handle(records);
            }
          }
        };

    try (var pump = pump(notes, Map.of(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, "300"))) {
      notes.await(1);
      awaitNoMembers();
      slow.release();
      notes.await(2);
    }

    assertThat(notes.keys).containsExactly("slow", "a");
    assertThat(broken).isEmpty();
  }

  private PollPump<String, TrainingEvent> pump(PollPump.Handler<String, TrainingEvent> handler) {
    return pump(handler, Map.of());
  }

  private PollPump<String, TrainingEvent> pump(
      PollPump.Handler<String, TrainingEvent> handler, Map<String, String> overrides) {
    return PollPump.start(
        kafka,
        Topics.TRAINING,
        "scorer",
        overrides,
        new Health(broken::add),
        Clock.systemUTC(),
        rejects,
        handler);
  }

  private void write(String... runs) {
    for (String run : runs) {
      writer.write(run, new TrainingEvent.Failed(run, "no labels", Instant.EPOCH));
    }
  }

  private void awaitCommitted(long offset) throws Exception {
    while (committed() < offset) {
      Thread.sleep(20);
    }
  }

  private long committed() throws Exception {
    String group = kafka.names().group("scorer");
    var partition = new TopicPartition(kafka.names().of(Topics.TRAINING), 0);
    try (Admin admin = kafka.admin("test-offsets")) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata(group)
              .get()
              .get(partition);
      return offset == null ? 0 : offset.offset();
    }
  }

  private void awaitNoMembers() throws Exception {
    String group = kafka.names().group("scorer");
    try (Admin admin = kafka.admin("test-members")) {
      while (!admin
          .describeConsumerGroups(List.of(group))
          .all()
          .get()
          .values()
          .iterator()
          .next()
          .members()
          .isEmpty()) {
        Thread.sleep(50);
      }
    }
  }
}
