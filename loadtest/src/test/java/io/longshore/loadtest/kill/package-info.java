@NullMarked
package io.longshore.loadtest.kill;

import org.jspecify.annotations.NullMarked;
