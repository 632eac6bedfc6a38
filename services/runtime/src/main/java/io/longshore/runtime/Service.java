package io.longshore.runtime;

/**
 * A service: a function from records to records, running on threads of its own between start and
 * close.
 */
public interface Service extends AutoCloseable {

  /** Short name: in metrics, client ids, health and logs. */
  String name();

  /** Starts the service's threads and returns; readiness is told through {@link Health}. */
  void start();

  /** Finishes what was begun, commits, and stops. Called once, from any thread. */
  @Override
  void close();
}
