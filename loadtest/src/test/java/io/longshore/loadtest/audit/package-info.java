@NullMarked
package io.longshore.loadtest.audit;

import org.jspecify.annotations.NullMarked;
