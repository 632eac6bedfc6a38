/**
 * Images and labels in: one path, from bytes that anybody may have sent to records that the broker
 * has acknowledged, whether they come over HTTP or from a data set.
 */
@NullMarked
package io.longshore.ingest;

import org.jspecify.annotations.NullMarked;
