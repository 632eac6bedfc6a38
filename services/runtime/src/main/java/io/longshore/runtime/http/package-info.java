/** How services listen for HTTP: what all of them do alike. */
@NullMarked
package io.longshore.runtime.http;

import org.jspecify.annotations.NullMarked;
