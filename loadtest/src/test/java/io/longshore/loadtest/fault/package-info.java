@NullMarked
package io.longshore.loadtest.fault;

import org.jspecify.annotations.NullMarked;
