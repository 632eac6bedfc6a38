/** Whole data sets through the same path as images from the network, resumed after a crash. */
@NullMarked
package io.longshore.ingest.dataset;

import org.jspecify.annotations.NullMarked;
