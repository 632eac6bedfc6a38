/** How often gates on paired answers decide rightly, and how soon. */
@NullMarked
package io.longshore.standalone.gates;

import org.jspecify.annotations.NullMarked;
