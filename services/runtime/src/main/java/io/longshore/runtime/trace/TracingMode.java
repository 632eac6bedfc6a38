package io.longshore.runtime.trace;

/** Where spans go. */
public enum TracingMode {
  /** There are none, and no record gets a header for them. */
  OFF,
  /** To an OpenTelemetry collector, as the standard {@code OTEL_*} variables say. */
  OTLP,
  /** To the OpenTelemetry Java agent that this process was started with. */
  AGENT
}
