package io.longshore.tracker.streams;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;

/** Keeps the mix that each model of the stream was adapted to, for the day it is live. */
record ModelFollowing(String stream) implements TopicFollowing.Rule<ModelVersion, ModelManifest> {

  @Override
  public void follow(ModelManifest manifest, TrackerStores stores) {
    if (manifest.recipe().stream().equals(stream)) {
      stores.keepMix(manifest);
      stores.settle(stores.state());
    }
  }

  @Override
  public void forget(ModelVersion version, TrackerStores stores) {
    stores.forgetMix(version);
  }
}
