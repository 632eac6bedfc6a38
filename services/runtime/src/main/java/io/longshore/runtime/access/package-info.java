/** What each login needs of the cluster, and nothing more. */
@NullMarked
package io.longshore.runtime.access;

import org.jspecify.annotations.NullMarked;
