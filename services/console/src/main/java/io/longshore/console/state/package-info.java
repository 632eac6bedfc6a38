/** What the console knows, from records alone and in bounded memory. Pure. */
@NullMarked
package io.longshore.console.state;

import org.jspecify.annotations.NullMarked;
