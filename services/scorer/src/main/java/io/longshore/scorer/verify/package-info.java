/**
 * Candidates run in a process that can be thrown away, before the scorer touches them. {@link
 * io.longshore.scorer.verify.VerifyMain} and what it uses run there; everything else here, in the
 * scorer.
 */
@NullMarked
package io.longshore.scorer.verify;

import org.jspecify.annotations.NullMarked;
