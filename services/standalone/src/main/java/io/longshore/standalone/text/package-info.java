/** How values are written for people, wherever that is done. */
@NullMarked
package io.longshore.standalone.text;

import org.jspecify.annotations.NullMarked;
