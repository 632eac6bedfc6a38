@NullMarked
package io.longshore.runtime.reach;

import org.jspecify.annotations.NullMarked;
