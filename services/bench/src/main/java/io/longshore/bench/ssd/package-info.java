/** What the method reaches on long-tailed images, stage by stage and beside what it has to beat. */
@NullMarked
package io.longshore.bench.ssd;

import org.jspecify.annotations.NullMarked;
