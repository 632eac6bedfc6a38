/** What ingest asks of the log it writes to, in its own words. */
@NullMarked
package io.longshore.ingest.log;

import org.jspecify.annotations.NullMarked;
