/** The wire: typed topics, a codec for each value, and the schemas they speak. */
@NullMarked
package io.longshore.schemas;

import org.jspecify.annotations.NullMarked;
