/** The tracker: counts labels as they come, watches the class mix, asks for adaptations. */
@NullMarked
package io.longshore.tracker;

import org.jspecify.annotations.NullMarked;
