/** Kills the whole process at random moments and checks that nothing acknowledged is lost. */
@NullMarked
package io.longshore.loadtest.kill;

import org.jspecify.annotations.NullMarked;
