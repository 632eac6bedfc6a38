/** Which model answers, and with which trim: decided as values, carried out by one thread. */
@NullMarked
package io.longshore.scorer.serving;

import org.jspecify.annotations.NullMarked;
