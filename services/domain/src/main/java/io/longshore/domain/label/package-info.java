/** Labels: small records apart from the images they speak of. */
@NullMarked
package io.longshore.domain.label;

import org.jspecify.annotations.NullMarked;
