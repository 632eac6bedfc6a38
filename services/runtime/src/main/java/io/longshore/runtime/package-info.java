/** How a Longshore process lives: service life cycle, health, and what every service is handed. */
@NullMarked
package io.longshore.runtime;

import org.jspecify.annotations.NullMarked;
