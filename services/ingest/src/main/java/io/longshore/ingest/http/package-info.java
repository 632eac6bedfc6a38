/** Images and labels over HTTP. */
@NullMarked
package io.longshore.ingest.http;

import org.jspecify.annotations.NullMarked;
