package io.longshore.console.state;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.rollout.GateResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What gates said last of models, by window; of the models heard of last. */
final class Gates {
  private final Map<ModelVersion, Map<String, Judged>> judged;

  Gates(int models) {
    this.judged = Lately.byArrival(models);
  }

  void told(GateResult result) {
    judged
        .computeIfAbsent(result.version(), version -> new TreeMap<>())
        .put(result.window(), Judged.of(result));
  }

  List<Judged> of(ModelVersion version) {
    Map<String, Judged> found = judged.get(version);
    return found == null ? List.of() : List.copyOf(found.values());
  }
}
