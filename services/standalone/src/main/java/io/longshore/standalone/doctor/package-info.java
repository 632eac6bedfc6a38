/** What could keep Longshore from working, looked at one by one. */
@NullMarked
package io.longshore.standalone.doctor;

import org.jspecify.annotations.NullMarked;
