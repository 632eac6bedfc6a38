@NullMarked
package io.longshore.runtime.access;

import org.jspecify.annotations.NullMarked;
