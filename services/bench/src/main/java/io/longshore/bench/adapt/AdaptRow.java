package io.longshore.bench.adapt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of the table: one policy over the whole stream.
 *
 * @param title the policy in words
 * @param alarmToLiveSeconds of each gear that went live, from the first alarm after the first
 *     change of the mix to the first answer under the gear; empty if none did
 * @param points accuracies over time
 * @param moments changes of the mix, alarms, and gears going live, in order
 * @param unjudged labelled images that count for nothing, since the model that answered was made
 *     after they were sent and may have learned from them
 * @param seconds that the run took
 */
public record AdaptRow(
    AdaptSettings settings,
    String title,
    AdaptScores scores,
    Map<String, Double> alarmToLiveSeconds,
    List<AdaptPoint> points,
    List<AdaptMoment> moments,
    int unjudged,
    double seconds) {

  public AdaptRow {
    alarmToLiveSeconds = Collections.unmodifiableMap(new LinkedHashMap<>(alarmToLiveSeconds));
    points = List.copyOf(points);
    moments = List.copyOf(moments);
  }
}
