package io.longshore.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** With tracing off, what services do for each request and record allocates nothing. */
class UntracedTest {
  private static final int CALLS = 200_000;
  private static final Carrier HEADERS = name -> null;
  private static final List<String> RECORDS = List.of("one", "two");

  /** Where results go, so that no call is left out for nobody looking at its result. */
  private static volatile Object seen = "";

  @Test
  void what_comes_in_allocates_nothing() {
    assertThat(bytesOf(() -> used(Tracing.OFF.request("POST /images", HEADERS)))).isZero();
  }

  /** Made once, as a service makes it once for all its records. */
  private final Function<String, Carrier> headersOf = UntracedTest::headers;

  private final Function<String, String> followUp = String::strip;

  @Test
  void what_is_scored_and_written_allocates_nothing() {
    assertThat(
            bytesOf(
                () -> {
                  TracedWork batch = Tracing.OFF.batch("score images", RECORDS, headersOf);
                  used(Tracing.OFF.writing("send predictions", HEADERS, batch));
                  used(batch);
                }))
        .isZero();
  }

  @Test
  void what_is_handed_on_to_records_and_other_threads_allocates_nothing() {
    assertThat(
            bytesOf(
                () -> {
                  seen = CurrentTrace.headers();
                  seen = CurrentTrace.carriedInto(followUp);
                }))
        .isZero();
  }

  @Test
  void an_allocation_would_be_noticed() {
    assertThat(bytesOf(() -> seen = new byte[1])).isPositive();
    assertThat(seen).isInstanceOf(byte[].class);
  }

  private static Carrier headers(String record) {
    return HEADERS;
  }

  private static void used(TracedWork work) {
    work.enter().close();
    work.says("longshore.image", "reef-1");
    work.says("messaging.batch.message_count", 2);
    work.failed("nothing did");
    work.end();
    seen = work.headers();
  }

  /** Of one call, in the long run; what the first calls load and link is not counted. */
  private static long bytesOf(Runnable call) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (threads.getThreadAllocatedBytes(thread) - before) / CALLS;
  }
}
