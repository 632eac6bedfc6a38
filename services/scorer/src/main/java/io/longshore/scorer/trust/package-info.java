/** Whether a model may be served at all: who vouches for it, and that it is no step back. */
@NullMarked
package io.longshore.scorer.trust;

import org.jspecify.annotations.NullMarked;
