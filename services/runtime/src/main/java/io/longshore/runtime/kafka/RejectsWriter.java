package io.longshore.runtime.kafka;

import io.longshore.domain.reject.Reject;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Writes what a service refuses to its rejects topic, whole, and counts it by reason. A write
 * returns when the broker has the record: a record may be committed as done only once its reject is
 * safe.
 */
public final class RejectsWriter implements AutoCloseable {
  private static final RejectLimit LIMIT = new RejectLimit(TopicLayout.RECORD_BYTES);

  private final TopicWriter<String, Reject> writer;
  private final RejectCounts counts;

  public RejectsWriter(KafkaConnection kafka, Writer service, MeterRegistry meters) {
    this.writer = kafka.promptWriter(Topics.rejects(service), service.service() + "-rejects");
    this.counts = new RejectCounts(service, meters);
  }

  /**
   * Writes a reject and waits for it.
   *
   * @throws RecordNotWrittenException if the broker does not take it
   */
  public void write(Reject reject) {
    writer.write(reject.source(), LIMIT.applyTo(reject));
    counts.count(reject.reason());
  }

  @Override
  public void close() {
    writer.close();
  }
}
