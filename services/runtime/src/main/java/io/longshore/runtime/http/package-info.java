/** How services listen for HTTP: what all do alike, who may call, how often and how slowly. */
@NullMarked
package io.longshore.runtime.http;

import org.jspecify.annotations.NullMarked;
