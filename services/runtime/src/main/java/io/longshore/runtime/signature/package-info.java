/** Keys, signing and checking of manifests and plans, with what the JDK has. */
@NullMarked
package io.longshore.runtime.signature;

import org.jspecify.annotations.NullMarked;
