/** False alarms and detection delays of drift detectors on label streams whose truth is known. */
@NullMarked
package io.longshore.bench.drift;

import org.jspecify.annotations.NullMarked;
