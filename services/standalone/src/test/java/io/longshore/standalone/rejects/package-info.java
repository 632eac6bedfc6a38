/** Tests. */
@NullMarked
package io.longshore.standalone.rejects;

import org.jspecify.annotations.NullMarked;
