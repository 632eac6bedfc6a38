/** The endpoint for operators: metrics and health. */
@NullMarked
package io.longshore.runtime.admin;

import org.jspecify.annotations.NullMarked;
