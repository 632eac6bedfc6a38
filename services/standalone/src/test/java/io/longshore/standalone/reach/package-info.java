@NullMarked
package io.longshore.standalone.reach;

import org.jspecify.annotations.NullMarked;
