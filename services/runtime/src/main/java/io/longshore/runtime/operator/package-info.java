/** What people ask for, from wherever they ask. */
@NullMarked
package io.longshore.runtime.operator;

import org.jspecify.annotations.NullMarked;
