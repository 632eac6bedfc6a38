/** Keys and certificates to begin with: an authority of one's own and who it vouches for. */
@NullMarked
package io.longshore.standalone.certificates;

import org.jspecify.annotations.NullMarked;
