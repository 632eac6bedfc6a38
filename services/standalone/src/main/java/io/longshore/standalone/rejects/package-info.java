/** Records that services refused: found again, and sent again to where they came from. */
@NullMarked
package io.longshore.standalone.rejects;

import org.jspecify.annotations.NullMarked;
