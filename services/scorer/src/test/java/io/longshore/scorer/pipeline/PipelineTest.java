package io.longshore.scorer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipelineTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Bounds BOUNDS = new Bounds(4, Duration.ZERO, 16, 1_000, 10);

  private static final long UNSENDABLE = 1_000_000;

  private record Numbered(int partition, long number, long pixels) implements Item {}

  private record Asked(int images, BlockingQueue<String> answers) implements Request {
    @Override
    public void refuse(RuntimeException why) {
      answers.add("refused: " + why.getMessage());
    }
  }

  /** Waits for leave before each batch, then doubles. */
  private final class Doubling implements Worker<Numbered, List<Long>, Asked> {
    @Override
    public List<Long> score(List<Numbered> batch) {
      sizes.add(batch.size());
      leave.acquireUninterruptibly();
      if (batch.stream().anyMatch(item -> item.number() < 0)) {
        throw new IllegalStateException("a bug in a worker");
      }
      return batch.stream().map(item -> 2 * item.number()).toList();
    }

    @Override
    public void answer(List<Asked> requests) {
      requests.forEach(request -> request.answers().add("answered"));
    }

    @Override
    public void close() {
      closed.add("worker");
    }
  }

  /** Notes what it gets; it is safe when the test says so. */
  private final class Notes implements Delivery<Numbered, List<Long>> {
    @Override
    public void deliver(List<Numbered> items, List<Long> result, Runnable done) {
      if (result.contains(2 * UNSENDABLE)) {
        throw new IllegalStateException("the broker is away");
      }
      delivered.addAll(result);
      if (safeAtOnce) {
        done.run();
      } else {
        unsafe.add(done);
      }
    }

    @Override
    public long tick() {
      return Duration.ofMillis(5).toNanos();
    }

    @Override
    public void end() {
      closed.add("delivery");
    }
  }

  private final Semaphore leave = new Semaphore(0);
  private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
  private final Queue<Long> delivered = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Runnable> unsafe = new LinkedBlockingQueue<>();
  private final Queue<String> closed = new ConcurrentLinkedQueue<>();
  private volatile boolean safeAtOnce = true;
  private Pipeline<Numbered, List<Long>, Asked> pipeline = start(BOUNDS, 3);

  @AfterEach
  void close() {
    leave.release(1_000_000);
    pipeline.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void results_leave_in_the_order_of_their_items_however_many_work(int workers)
      throws InterruptedException {
    again(BOUNDS, workers);
    leave.release(1_000_000);

    for (int i = 0; i < 500; i++) {
      pipeline.add(List.of(item(i % 3, 2L * i), item(i % 2, 2L * i + 1)));
    }

    assertThat(pipeline.drain(LONG)).isTrue();
    assertThat(delivered).containsExactlyElementsOf(doubled(0, 1_000));
  }

  @Test
  void a_free_worker_takes_what_waits_up_to_a_batch() throws InterruptedException {
    again(BOUNDS, 1);
    pipeline.add(items(0, 1));
    awaitBatches(1);
    pipeline.add(items(1, 10));
    leave.release(1_000);

    assertThat(pipeline.drain(LONG)).isTrue();
    assertThat(sizes).containsExactly(1, 4, 4, 2);
  }

  @Test
  void a_worker_may_wait_for_a_batch_to_fill() throws InterruptedException {
    again(new Bounds(4, LONG, 16, 1_000, 10), 1);
    leave.release(1_000);

    pipeline.add(items(0, 1));
    pipeline.add(items(1, 3));

    assertThat(pipeline.drain(LONG)).isTrue();
    assertThat(sizes).containsExactly(4);
  }

  @Test
  void large_images_make_short_batches() throws InterruptedException {
    again(BOUNDS, 1);
    pipeline.add(items(0, 1));
    awaitBatches(1);
    pipeline.add(List.of(new Numbered(0, 1, 240), new Numbered(0, 2, 240), item(0, 3)));
    leave.release(1_000);

    assertThat(pipeline.drain(LONG)).isTrue();
    assertThat(sizes).containsExactly(1, 1, 2);
  }

  @Test
  void there_is_no_room_until_what_is_in_flight_is_safe() throws InterruptedException {
    safeAtOnce = false;
    pipeline.add(items(0, 16));
    assertThat(pipeline.hasRoom()).isFalse();

    leave.release(1_000);
    Runnable first = unsafe.take();
    assertThat(pipeline.inFlight()).as("scored is not safe").isEqualTo(16);
    first.run();

    assertThat(pipeline.hasRoom()).isTrue();
    while (pipeline.inFlight() > 0) {
      unsafe.take().run();
    }
  }

  @Test
  void a_few_large_images_fill_the_room_too() {
    pipeline.add(List.of(new Numbered(0, 1, 999)));
    assertThat(pipeline.hasRoom()).isTrue();

    pipeline.add(List.of(new Numbered(0, 2, 1)));

    assertThat(pipeline.hasRoom()).isFalse();
  }

  @Test
  void a_partition_that_goes_is_waited_for_and_what_nobody_began_is_given_up()
      throws InterruptedException {
    again(BOUNDS, 1);
    pipeline.add(List.of(item(7, 0), item(7, 1)));
    awaitBatches(1);
    pipeline.add(List.of(item(7, 2), item(8, 3)));

    assertThat(pipeline.finish(Set.of(7), Duration.ofMillis(20))).as("under way").isFalse();
    leave.release(1_000);

    assertThat(pipeline.finish(Set.of(7), LONG)).isTrue();
    assertThat(pipeline.drain(LONG)).isTrue();
    assertThat(delivered).containsExactly(0L, 2L, 6L);
  }

  @Test
  void a_failing_worker_ends_the_pipeline_and_is_told() {
    leave.release(1_000);

    pipeline.add(List.of(item(0, -1)));

    awaitFailure("a bug in a worker");
    assertThat(pipeline.offer(new Asked(1, new LinkedBlockingQueue<>()))).isFalse();
  }

  @Test
  void a_failed_send_ends_the_pipeline_and_leaves_the_images_in_flight() {
    leave.release(1_000);

    pipeline.add(List.of(item(0, UNSENDABLE)));

    awaitFailure("the broker is away");
    assertThat(pipeline.inFlight()).isEqualTo(1);
  }

  @Test
  void closing_finishes_what_was_begun_and_closes_everything() throws InterruptedException {
    again(BOUNDS, 1);
    pipeline.add(items(0, 1));
    awaitBatches(1);
    pipeline.add(items(1, 8));
    var closing = new Thread(pipeline::close);
    closing.start();
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    leave.release(1_000);
    closing.join();

    assertThat(delivered).containsExactly(0L);
    assertThat(closed).containsExactly("worker", "delivery");
  }

  @Test
  void requests_take_turns_with_the_stream() throws InterruptedException {
    again(BOUNDS, 1);
    pipeline.add(items(0, 1));
    awaitBatches(1);
    pipeline.add(items(1, 40));
    var asked = new Asked(2, new LinkedBlockingQueue<>());
    assertThat(pipeline.offer(asked)).isTrue();

    leave.release(2);

    assertThat(asked.answers().take()).isEqualTo("answered");
    assertThat(sizes).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void requests_beyond_the_bound_are_sent_away_and_those_that_wait_are_refused_at_the_end()
      throws InterruptedException {
    again(BOUNDS, 1);
    pipeline.add(items(0, 1));
    awaitBatches(1);
    var waiting = new Asked(8, new LinkedBlockingQueue<>());
    assertThat(pipeline.offer(waiting)).isTrue();

    assertThat(pipeline.offer(new Asked(3, new LinkedBlockingQueue<>()))).isFalse();
    assertThat(pipeline.offer(new Asked(2, new LinkedBlockingQueue<>()))).isTrue();

    var closing = new Thread(pipeline::close);
    closing.start();
    assertThat(waiting.answers().take()).isEqualTo("refused: the scorer stops");
    leave.release(1_000);
    closing.join();
  }

  private void awaitFailure(String message) {
    assertThatThrownBy(
            () -> {
              while (true) {
                pipeline.check();
                Thread.sleep(1);
              }
            })
        .hasMessageContaining(message);
  }

  private void awaitBatches(int begun) throws InterruptedException {
    while (sizes.size() < begun) {
      Thread.sleep(1);
    }
  }

  private void again(Bounds bounds, int workers) {
    pipeline.close();
    closed.clear();
    pipeline = start(bounds, workers);
  }

  private Pipeline<Numbered, List<Long>, Asked> start(Bounds bounds, int workers) {
    return new Pipeline<>(bounds, workers, Doubling::new, new Notes());
  }

  private static Numbered item(int partition, long number) {
    return new Numbered(partition, number, 1);
  }

  private static List<Numbered> items(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(i -> item(0, i)).toList();
  }

  private static List<Long> doubled(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> 2L * i).toList();
  }
}
