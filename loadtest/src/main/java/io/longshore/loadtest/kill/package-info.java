/**
 * Kills the whole process again and again under load, and holds what lies on its topics against
 * what its senders were told.
 */
@NullMarked
package io.longshore.loadtest.kill;

import org.jspecify.annotations.NullMarked;
