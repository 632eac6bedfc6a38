/**
 * Which model is live: gates, promotion, rollback; pure decisions and the service that writes them
 * down.
 */
@NullMarked
package io.longshore.rollout;

import org.jspecify.annotations.NullMarked;
