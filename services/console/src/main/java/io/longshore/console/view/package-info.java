/** What is known, as JSON. Pure. */
@NullMarked
package io.longshore.console.view;

import org.jspecify.annotations.NullMarked;
