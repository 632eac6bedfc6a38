/** Reads what the topics recorded, to run other policies over it; writes nothing to them. */
@NullMarked
package io.longshore.standalone.replay;

import org.jspecify.annotations.NullMarked;
