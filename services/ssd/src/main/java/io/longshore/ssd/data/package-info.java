/** Labelled images, the order they are drawn in, and the views that are made of them. */
@NullMarked
package io.longshore.ssd.data;

import org.jspecify.annotations.NullMarked;
