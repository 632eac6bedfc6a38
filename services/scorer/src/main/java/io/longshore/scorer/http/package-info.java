/** Scoring over HTTP, as clients of the Open Inference Protocol expect it. */
@NullMarked
package io.longshore.scorer.http;

import org.jspecify.annotations.NullMarked;
