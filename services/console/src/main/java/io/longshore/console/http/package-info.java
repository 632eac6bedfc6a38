/** The console over HTTP: pages, views, events, requests. */
@NullMarked
package io.longshore.console.http;

import org.jspecify.annotations.NullMarked;
