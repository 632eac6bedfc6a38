package io.longshore.ingest.log;

final class InMemoryStreamLogTest extends StreamLogContract {
  private final InMemoryStreamLog log = new InMemoryStreamLog("topic-1");

  @Override
  protected StreamLog log() {
    return log;
  }

  @Override
  protected ImagesTopic topic() {
    return log;
  }
}
