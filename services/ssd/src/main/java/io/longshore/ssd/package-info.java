/**
 * Self Supervision to Distillation (Li, Wang, Wu, ICCV 2021): the four stages, in the paper's
 * order.
 */
@NullMarked
package io.longshore.ssd;

import org.jspecify.annotations.NullMarked;
