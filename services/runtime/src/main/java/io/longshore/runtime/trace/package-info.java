/**
 * Which request an image came with, from service to service; the one place that knows
 * OpenTelemetry.
 */
@NullMarked
package io.longshore.runtime.trace;

import org.jspecify.annotations.NullMarked;
