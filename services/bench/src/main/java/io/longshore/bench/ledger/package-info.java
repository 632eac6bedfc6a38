/** Where the rows of a benchmark are kept. */
@NullMarked
package io.longshore.bench.ledger;

import org.jspecify.annotations.NullMarked;
