package io.longshore.scorer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

class ProgressTest {
  private static final TopicPartition IMAGES = new TopicPartition("images", 0);

  private final Progress progress = new Progress();

  @Example
  void nothing_is_committed_behind_a_batch_that_is_not_acknowledged() {
    Progress.Ticket first = begin(5);
    Progress.Ticket second = begin(9);

    progress.done(second);
    assertThat(progress.take()).isEmpty();
    progress.done(first);

    assertThat(progress.take()).isEqualTo(offset(9));
    assertThat(progress.take()).as("told once").isEmpty();
  }

  @Property
  void in_whatever_order_batches_are_acknowledged_the_offset_is_that_of_the_whole_beginning(
      @ForAll @IntRange(min = 1, max = 20) int batches, @ForAll long seed) {
    var fresh = new Progress();
    List<Progress.Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      tickets.add(fresh.begin(offset(i + 1)));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    boolean[] acknowledged = new boolean[batches];
    long committed = 0;

    for (int i : order) {
      fresh.done(tickets.get(i));
      acknowledged[i] = true;
      long whole = 0;
      while (whole < batches && acknowledged[(int) whole]) {
        whole++;
      }
      OffsetAndMetadata now = fresh.take().get(IMAGES);
      committed = now == null ? committed : now.offset();
      assertThat(committed).isEqualTo(whole);
    }
  }

  private Progress.Ticket begin(long next) {
    return progress.begin(offset(next));
  }

  private static Map<TopicPartition, OffsetAndMetadata> offset(long next) {
    return Map.of(IMAGES, new OffsetAndMetadata(next));
  }
}
