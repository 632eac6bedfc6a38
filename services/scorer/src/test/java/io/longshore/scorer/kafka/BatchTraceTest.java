package io.longshore.scorer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.runtime.trace.TracedWork;
import io.longshore.runtime.trace.Tracing;
import io.longshore.scorer.fixture.Images;
import io.longshore.scorer.scoring.Arrival;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BatchTraceTest {
  private static final int BATCHES = 200_000;
  private static final Arrival IMAGE = Images.grey("reef-1", 7, 9, 9, 9, 9);
  private static final List<FetchedImage> BATCH =
      List.of(
          new FetchedImage(
              new ConsumerRecord<>("images", 0, 7L, new byte[0], new byte[0]),
              Optional.of(IMAGE),
              Optional.empty(),
              0));
  private static final Predicted PREDICTED =
      new Predicted(
          IMAGE,
          new Prediction(
              new ImageId("reef-1"),
              List.of(new ClassProbability("cat", 1)),
              new ModelVersion("0".repeat(64)),
              Role.LIVE,
              3,
              4,
              new ImageLocation(0, 7),
              false,
              Instant.EPOCH));

  /** Where results go, so that no call is left out for nobody looking at its result. */
  private static volatile Object seen = BATCH;

  @Test
  void a_batch_that_nobody_traces_allocates_nothing() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (int i = 0; i < BATCHES; i++) {
      trace();
    }

    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < BATCHES; i++) {
      trace();
    }

    assertThat((threads.getThreadAllocatedBytes(thread) - before) / BATCHES).isZero();
    assertThat(seen).isSameAs(TracedWork.NONE);
    assertThat(BatchTrace.begin(Tracing.OFF, BATCH)).isSameAs(BatchTrace.NONE);
  }

  private static void trace() {
    BatchTrace trace = BatchTrace.begin(Tracing.OFF, BATCH);
    trace.work().enter().close();
    seen = trace.writing(PREDICTED);
  }
}
