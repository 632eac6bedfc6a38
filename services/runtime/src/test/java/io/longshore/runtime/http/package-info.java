@NullMarked
package io.longshore.runtime.http;

import org.jspecify.annotations.NullMarked;
