/** Where the scorer meets its topics. */
@NullMarked
package io.longshore.scorer.kafka;

import org.jspecify.annotations.NullMarked;
