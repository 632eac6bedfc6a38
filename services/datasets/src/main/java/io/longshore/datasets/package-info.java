/** Readers of labelled image collections, long-tail profiles and drift scenarios. */
@NullMarked
package io.longshore.datasets;

import org.jspecify.annotations.NullMarked;
