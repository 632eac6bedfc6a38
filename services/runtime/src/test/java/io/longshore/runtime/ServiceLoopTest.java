package io.longshore.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServiceLoopTest {
  private final LinkedBlockingQueue<String> broken = new LinkedBlockingQueue<>();
  private final Health health = new Health(broken::add);
  private final CountDownLatch finished = new CountDownLatch(1);

  @Test
  void the_step_is_repeated() throws InterruptedException {
    var thrice = new CountDownLatch(3);

    try (var loop = loop(thrice::countDown, () -> {})) {
      thrice.await();
      assertThat(loop.isClosing()).isFalse();
    }

    assertThat(finished.getCount()).isZero();
    assertThat(health.of("tide")).isEmpty();
  }

  @Test
  void a_failing_step_breaks_the_part_and_still_finishes() throws InterruptedException {
    ServiceLoop.Step step =
        () -> {
          throw new IllegalStateException("no water");
        };

    var loop = loop(step, () -> {});
    assertThat(broken.take()).isEqualTo("tide: java.lang.IllegalStateException: no water");
    finished.await();
    loop.close();

    assertThat(health.isLive()).isFalse();
  }

  @Test
  void an_error_breaks_the_part_too() throws InterruptedException {
    ServiceLoop.Step step =
        () -> {
          throw new OutOfMemoryError("native");
        };

    var loop = loop(step, () -> {});
    assertThat(broken.take()).contains("OutOfMemoryError: native");
    loop.close();
  }

  @Test
  void an_interrupt_from_outside_does_not_end_the_part_in_silence() throws InterruptedException {
    var thread = new CompletableFuture<Thread>();
    ServiceLoop.Step step =
        () -> {
          thread.complete(Thread.currentThread());
          new CountDownLatch(1).await();
        };

    var loop = loop(step, () -> {});
    thread.join().interrupt();
    assertThat(broken.take()).contains("InterruptedException");
    loop.close();
  }

  @Test
  void closing_waits_for_the_step_under_way_and_for_the_finish() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var wake = new Semaphore(0);
    var steps = new AtomicInteger();
    var loop =
        loop(
            () -> {
              begun.countDown();
              wake.acquire();
              steps.incrementAndGet();
            },
            wake::release);
    begun.await();

    loop.close();

    assertThat(steps).hasValue(1);
    assertThat(finished.getCount()).isZero();
  }

  @Test
  void a_failure_after_closing_began_is_not_a_break() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var wake = new Semaphore(0);
    var loop =
        loop(
            () -> {
              begun.countDown();
              wake.acquire();
              throw new IllegalStateException("woken");
            },
            wake::release);
    begun.await();

    loop.close();

    assertThat(health.isLive()).isTrue();
  }

  @Test
  void a_loop_may_be_closed_by_its_own_step() throws InterruptedException {
    var self = new CompletableFuture<ServiceLoop>();
    ServiceLoop loop = loop(() -> self.join().close(), () -> {});

    self.complete(loop);
    finished.await();

    assertThat(health.isLive()).isTrue();
  }

  private ServiceLoop loop(ServiceLoop.Step step, Runnable wake) {
    return ServiceLoop.start("tide", health, step, wake, finished::countDown);
  }
}
