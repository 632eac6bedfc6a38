@NullMarked
package io.longshore.loadtest.process;

import org.jspecify.annotations.NullMarked;
