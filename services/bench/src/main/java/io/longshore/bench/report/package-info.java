/** Results as people and programs read them: a table, a JSON file, a picture. */
@NullMarked
package io.longshore.bench.report;

import org.jspecify.annotations.NullMarked;
