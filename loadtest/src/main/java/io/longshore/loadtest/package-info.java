/**
 * Faults and load, from outside: these programs know topics and addresses, never the insides of a
 * service.
 */
@NullMarked
package io.longshore.loadtest;

import org.jspecify.annotations.NullMarked;
