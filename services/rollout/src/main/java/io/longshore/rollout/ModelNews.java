package io.longshore.rollout;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.runtime.kafka.Follower;
import io.longshore.runtime.kafka.Received;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Models that were there at the start are recalled; models that come later are news. */
final class ModelNews implements Follower.Listener<ModelVersion, ModelManifest> {
  private final String stream;
  private final Recollection before;
  private final Deciding deciding;
  private final Clock clock;
  private final List<ModelManifest> known = new ArrayList<>();
  private boolean caughtUp;

  /**
   * @param before what was decided of them
   */
  ModelNews(String stream, Recollection before, Deciding deciding, Clock clock) {
    this.stream = stream;
    this.before = before;
    this.deciding = deciding;
    this.clock = clock;
  }

  @Override
  public void received(Received<ModelVersion, ModelManifest> record) {
    ModelManifest manifest = record.value();
    if (!manifest.recipe().stream().equals(stream)) {
      return;
    }
    if (caughtUp) {
      deciding.on(new RolloutEvent.Announced(manifest, clock.instant()));
    } else {
      known.add(manifest);
    }
  }

  @Override
  public void caughtUp() {
    caughtUp = true;
    deciding
        .recall(stream, before, known)
        .forEach(model -> deciding.on(new RolloutEvent.Announced(model, clock.instant())));
  }
}
