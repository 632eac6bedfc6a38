/** Brokers and services as processes of their own, and what can be done to them from outside. */
@NullMarked
package io.longshore.loadtest.process;

import org.jspecify.annotations.NullMarked;
