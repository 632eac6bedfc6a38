@NullMarked
package io.longshore.standalone.status;

import org.jspecify.annotations.NullMarked;
