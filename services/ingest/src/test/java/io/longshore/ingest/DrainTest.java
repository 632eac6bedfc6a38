package io.longshore.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrainTest {

  private final Deque<Runnable> handedOver = new ArrayDeque<>();
  private final List<Integer> done = new ArrayList<>();

  @Test
  void a_burst_is_one_call_and_is_done_in_order() {
    var drain = new Drain(handedOver::add);

    for (int i = 0; i < 5; i++) {
      int number = i;
      drain.execute(() -> done.add(number));
    }

    assertThat(handedOver).hasSize(1);
    handedOver.remove().run();
    assertThat(done).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void what_comes_after_a_burst_calls_again() {
    var drain = new Drain(handedOver::add);
    drain.execute(() -> done.add(1));
    handedOver.remove().run();

    drain.execute(() -> done.add(2));

    handedOver.remove().run();
    assertThat(done).containsExactly(1, 2);
  }

  @Test
  void work_that_comes_from_work_is_done_too() {
    var drain = new Drain(handedOver::add);
    drain.execute(() -> drain.execute(() -> done.add(1)));

    handedOver.remove().run();

    assertThat(done).containsExactly(1);
    assertThat(handedOver).isEmpty();
  }

  @Test
  void work_that_throws_keeps_nothing_waiting() {
    var drain = new Drain(handedOver::add);
    drain.execute(
        () -> {
          throw new IllegalStateException("broken work");
        });
    drain.execute(() -> done.add(1));

    assertThatThrownBy(() -> handedOver.remove().run()).hasMessage("broken work");

    handedOver.remove().run();
    assertThat(done).containsExactly(1);
  }

  @Test
  void work_that_nobody_takes_is_given_back_and_not_done_later() {
    var open = new boolean[1];
    var drain =
        new Drain(
            call -> {
              if (!open[0]) {
                throw new RejectedExecutionException("closed");
              }
              handedOver.add(call);
            });

    assertThatThrownBy(() -> drain.execute(() -> done.add(1)))
        .isInstanceOf(RejectedExecutionException.class);

    open[0] = true;
    drain.execute(() -> done.add(2));
    handedOver.remove().run();
    assertThat(done).containsExactly(2);
  }

  @Test
  void nothing_is_left_behind_when_many_threads_hand_over_at_once() throws InterruptedException {
    int each = 20_000;
    var left = new CountDownLatch(4 * each);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    var drain = new Drain(threads);
    List<Thread> senders =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          for (int n = 0; n < each; n++) {
                            drain.execute(left::countDown);
                          }
                        }))
            .toList();

    senders.forEach(Thread::start);

    assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
    threads.shutdown();
  }
}
