/** Typed settings: read once, all problems at once, printed with secrets masked. */
@NullMarked
package io.longshore.runtime.config;

import org.jspecify.annotations.NullMarked;
