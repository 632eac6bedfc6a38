/** Images of strangers, made small and harmless. */
@NullMarked
package io.longshore.console.image;

import org.jspecify.annotations.NullMarked;
