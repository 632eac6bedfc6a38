/** What operators see: metrics, rules, dashboards and alerts, with real tools where they are. */
@NullMarked
package io.longshore.standalone.monitoring;

import org.jspecify.annotations.NullMarked;
