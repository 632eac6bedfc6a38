/**
 * Images as they travel: identity, canonical bytes, where they came from, and how to get their
 * pixels.
 */
@NullMarked
package io.longshore.domain.image;

import org.jspecify.annotations.NullMarked;
