/**
 * The guard that judges images from outside before anything of them is decoded, and makes them
 * canonical.
 */
@NullMarked
package io.longshore.ingest.image;

import org.jspecify.annotations.NullMarked;
