@NullMarked
package io.longshore.standalone.certificates;

import org.jspecify.annotations.NullMarked;
