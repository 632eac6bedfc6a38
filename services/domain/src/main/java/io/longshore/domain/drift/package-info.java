/** Evidence that the class mix has moved. */
@NullMarked
package io.longshore.domain.drift;

import org.jspecify.annotations.NullMarked;
