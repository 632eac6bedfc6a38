/** Receipts: what a sender is given for an image, and hands back with a later label. */
@NullMarked
package io.longshore.ingest.receipt;

import org.jspecify.annotations.NullMarked;
