/** Every login that a deployment has, and what each needs. */
@NullMarked
package io.longshore.standalone.access;

import org.jspecify.annotations.NullMarked;
