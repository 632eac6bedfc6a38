package io.longshore.runtime;

import io.longshore.runtime.admin.Pages;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What every service is handed.
 *
 * @param stream the stream served
 * @param instance distinguishes processes of the same service; stable over restarts
 * @param kafka clients and topic names
 * @param clock the only source of wall-clock time
 * @param meters the only metrics registry
 * @param health where the service tells how it is
 * @param dataDirectory where this process may keep files; every service uses its own sub-directory
 * @param pages what the service answers over HTTP
 * @param tracing which request what came with, if anybody wants to know
 */
public record ServiceContext(
    String stream,
    String instance,
    KafkaConnection kafka,
    Clock clock,
    MeterRegistry meters,
    Health health,
    Path dataDirectory,
    Pages pages,
    Tracing tracing) {}
