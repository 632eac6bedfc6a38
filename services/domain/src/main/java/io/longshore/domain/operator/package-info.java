/** What an operator asks for. */
@NullMarked
package io.longshore.domain.operator;

import org.jspecify.annotations.NullMarked;
