/** Models: content-addressed artifacts, recipe, manifest, evaluation. */
@NullMarked
package io.longshore.domain.model;

import org.jspecify.annotations.NullMarked;
