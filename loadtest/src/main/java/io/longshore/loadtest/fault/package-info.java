/**
 * Faults under load: each scenario breaks something, proves that it broke, and holds what lies on
 * the topics afterwards against what the senders were told.
 */
@NullMarked
package io.longshore.loadtest.fault;

import org.jspecify.annotations.NullMarked;
