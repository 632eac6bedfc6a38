package io.longshore.scorer.serving;

/** What is served, for one batch: its models stay open until the lease is closed. */
public final class Lease implements AutoCloseable {
  private final Serving serving;

  Lease(Serving serving) {
    this.serving = serving;
  }

  public Serving serving() {
    return serving;
  }

  /** Called once. */
  @Override
  public void close() {
    serving.letGo();
  }
}
