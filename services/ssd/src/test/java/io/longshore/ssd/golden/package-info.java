/** Numbers that another implementation produced once, and how close ours come. */
@NullMarked
package io.longshore.ssd.golden;

import org.jspecify.annotations.NullMarked;
