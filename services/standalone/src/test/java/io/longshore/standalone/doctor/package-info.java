@NullMarked
package io.longshore.standalone.doctor;

import org.jspecify.annotations.NullMarked;
