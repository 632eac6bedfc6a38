/** Accuracy under drift, measured on the whole system, policy by policy. */
@NullMarked
package io.longshore.standalone.adapt;

import org.jspecify.annotations.NullMarked;
