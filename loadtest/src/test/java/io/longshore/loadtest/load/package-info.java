@NullMarked
package io.longshore.loadtest.load;

import org.jspecify.annotations.NullMarked;
