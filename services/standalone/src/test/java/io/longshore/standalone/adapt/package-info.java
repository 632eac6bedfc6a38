/** Tests. */
@NullMarked
package io.longshore.standalone.adapt;

import org.jspecify.annotations.NullMarked;
