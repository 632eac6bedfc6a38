package io.longshore.standalone.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.longshore.tracker.replay.Replayed;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A replay as a machine reads it.
 *
 * @param policy the policy at the end, by key
 * @param digest of it
 * @param labels replayed
 * @param from record time of the first
 * @param to record time of the last
 * @param differsFrom event time of the first decision that differs; empty if none does
 * @param rows the decisions
 * @param days what they cost
 * @param total the same over all days
 * @param assumptions what the rows rest on
 */
public record ReplayResult(
    Map<String, String> policy,
    String digest,
    long labels,
    String from,
    String to,
    String differsFrom,
    List<ReplayRow> rows,
    List<DayCost> days,
    DayCost total,
    List<String> assumptions) {

  public static ReplayResult of(Replayed replayed, List<String> assumptions) {
    return new ReplayResult(
        replayed.policy().entries(),
        replayed.policy().digest(),
        replayed.labels(),
        replayed.from().toString(),
        replayed.to().toString(),
        replayed.differsFrom().map(Instant::toString).orElse(""),
        replayed.decisions().stream().map(ReplayRow::of).toList(),
        DayCost.of(replayed.decisions()),
        DayCost.total(replayed.decisions()),
        List.copyOf(assumptions));
  }

  public String json() {
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of text and numbers can be written", e);
    }
  }
}
