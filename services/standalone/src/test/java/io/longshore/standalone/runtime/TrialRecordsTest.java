package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.reject.Reject;
import io.longshore.rollout.kafka.TrialRecords;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.schemas.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@Timeout(120)
class TrialRecordsTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final KafkaConnection kafka;
  private final List<Integer> refused = new ArrayList<>();
  private final TrialRecords records;

  TrialRecordsTest(KafkaConnection kafka) {
    this.kafka = kafka;
    TestTopics.create(kafka, Topics.PREDICTIONS, Topics.LABELS);
    this.records = new TrialRecords(kafka, Clock.systemUTC(), this::refuse);
  }

  @AfterEach
  void close() {
    records.close();
  }

  @Test
  void a_stage_that_begins_anew_is_read_from_its_beginning() throws Exception {
    writeGarbage(1);
    Instant begins = writeGarbage(2).plusMillis(1);
    awaitAfter(begins);
    writeGarbage(3);

    records.seek(begins);

    awaitRefused(3);
  }

  @Test
  void nothing_is_jumped_over_while_an_earlier_stage_is_still_counted() throws Exception {
    records.seek(LONG_AGO);
    writeGarbage(1);
    awaitRefused(1);
    Instant begins = writeGarbage(2).plusMillis(1);
    awaitAfter(begins);
    writeGarbage(3);

    records.seekBack(begins);

    awaitRefused(1, 2, 3);
  }

  @Test
  void what_was_refused_is_not_refused_again_when_it_is_read_again() {
    writeGarbage(1);
    writeGarbage(2);
    records.seek(LONG_AGO);
    awaitRefused(1, 2);

    records.seekBack(LONG_AGO);
    writeGarbage(3);

    awaitRefused(1, 2, 3);
  }

  private void refuse(Reject reject) {
    refused.add((int) reject.payload()[0]);
  }

  /** Gives the time at which the broker's log has it. */
  private Instant writeGarbage(int which) {
    byte[] none = {(byte) which, 0, 0};
    return Instant.ofEpochMilli(
        TestTopics.writeRaw(kafka, Topics.PREDICTIONS, null, none).timestamp());
  }

  private static void awaitAfter(Instant time) throws InterruptedException {
    while (!Clock.systemUTC().instant().isAfter(time)) {
      Thread.sleep(1);
    }
  }

  private void awaitRefused(Integer... expected) {
    while (refused.size() < expected.length) {
      records.poll(List.of());
    }
    records.poll(List.of());
    assertThat(refused).containsExactly(expected);
  }
}
