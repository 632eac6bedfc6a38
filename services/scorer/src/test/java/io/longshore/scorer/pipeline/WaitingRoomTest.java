package io.longshore.scorer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitingRoomTest {

  private record Numbered(int partition, int number, long pixels) implements Item {}

  @Test
  void a_worker_leaves_their_shares_to_the_others_until_little_is_left() throws Exception {
    WaitingRoom<Numbered, Request> room = room(Duration.ZERO, 2);

    room.add(items(40));

    assertThat(List.of(taken(room), taken(room), taken(room), taken(room)))
        .containsExactly(20, 10, 8, 2);
  }

  @Test
  void few_items_are_one_batch_however_many_work() throws Exception {
    WaitingRoom<Numbered, Request> room = room(Duration.ZERO, 16);

    room.add(items(8));

    assertThat(taken(room)).isEqualTo(8);
  }

  @Test
  void of_a_backlog_everybody_takes_full_batches() throws Exception {
    WaitingRoom<Numbered, Request> room = room(Duration.ZERO, 2);

    room.add(items(200));

    assertThat(List.of(taken(room), taken(room))).containsExactly(64, 64);
  }

  @Test
  void a_batch_that_was_waited_for_is_not_divided() throws Exception {
    WaitingRoom<Numbered, Request> room = room(Duration.ofMinutes(1), 2);

    room.add(items(64));

    assertThat(taken(room)).isEqualTo(64);
  }

  private static int taken(WaitingRoom<Numbered, Request> room) throws InterruptedException {
    return room.take().orElseThrow().items().size();
  }

  private static WaitingRoom<Numbered, Request> room(Duration delay, int workers) {
    return new WaitingRoom<>(new Bounds(64, delay, 1000, 1000, 10), workers, new InFlight());
  }

  private static List<Numbered> items(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Numbered(0, i, 1)).toList();
  }
}
