/** Who may call a service over HTTP, how often and how slowly. */
@NullMarked
package io.longshore.runtime.http;

import org.jspecify.annotations.NullMarked;
