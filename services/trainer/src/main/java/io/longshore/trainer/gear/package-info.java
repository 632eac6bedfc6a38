/** What each gear does. */
@NullMarked
package io.longshore.trainer.gear;

import org.jspecify.annotations.NullMarked;
