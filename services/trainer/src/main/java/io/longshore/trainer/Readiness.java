package io.longshore.trainer;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.ssd.TrainedModel;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.gear.ModelShelf;
import io.longshore.trainer.gear.Rebalancing;
import io.longshore.trainer.memory.Memories;
import io.longshore.trainer.parity.ParityCheck;
import io.longshore.trainer.run.Excerpt;
import io.longshore.trainer.run.LabelledPixels;
import io.longshore.trainer.run.RunDirectory;
import io.longshore.trainer.run.Snapshot;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a rebalance finds ready, so that it takes a moment: the live model's parameters, the
 * features of every remembered image, a parity child that knows the backbone. All of it is made in
 * small pieces while there is nothing else to do, and made at once if it is wanted and not there.
 * Used by one thread.
 */
final class Readiness implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Readiness.class);

  /** Images whose features are computed before the next look at what is asked. */
  static final int AT_ONCE = 128;

  private static final long NEVER = -1;

  private final Requests requests;
  private final Memories memories;
  private final Snapshot snapshot;
  private final ModelShelf shelf;
  private final ParityCheck parity;
  private final Path scratch;
  private final int parityImages;
  private final Rebalancing rebalancing;

  private Optional<ModelVersion> liveVersion = Optional.empty();
  private Optional<LiveModel> live = Optional.empty();
  private Optional<StandbyParity> standby = Optional.empty();
  private boolean rehearsed;
  private int offered;
  private long seen = NEVER;

  /**
   * @param scratch directory of parity children
   * @param parityImages most images to compare engines on
   * @param rebalancing rehearsed once, so that its code is compiled when it counts
   */
  Readiness(
      Requests requests,
      Memories memories,
      Snapshot snapshot,
      ModelShelf shelf,
      ParityCheck parity,
      Path scratch,
      int parityImages,
      Rebalancing rebalancing) {
    this.requests = requests;
    this.memories = memories;
    this.snapshot = snapshot;
    this.shelf = shelf;
    this.parity = parity;
    this.scratch = scratch;
    this.parityImages = parityImages;
    this.rebalancing = rebalancing;
    RunDirectory.deleteAllBut(scratch, Set.of());
  }

  /** The model held, if this trainer has the parameters of the one that is live. */
  Optional<LiveModel> live() {
    return live;
  }

  /**
   * Holds the model that is live now. If only the head is another, everything else is still ready.
   */
  void takeLive() {
    Optional<ModelManifest> manifest = requests.live();
    if (manifest.map(ModelManifest::version).equals(liveVersion)) {
      return;
    }
    Optional<LiveModel> before = live;
    liveVersion = manifest.map(ModelManifest::version);
    live = manifest.flatMap(m -> shelf.get(m.version()).map(model -> held(m, model, before)));
    before.ifPresent(LiveModel::close);
    if (!live.map(LiveModel::seen).equals(before.map(LiveModel::seen))) {
      seen = NEVER;
      offered = 0;
      dropStandby();
    }
    if (live.isEmpty()) {
      log.atWarn()
          .addKeyValue("modelVersion", liveVersion.map(ModelVersion::brief).orElse("-"))
          .log("the live model's parameters are not here: a rebalance will be a retrain");
    }
  }

  private static LiveModel held(
      ModelManifest manifest, TrainedModel model, Optional<LiveModel> before) {
    return before
        .map(b -> b.successor(manifest, model))
        .orElseGet(() -> LiveModel.of(manifest, model));
  }

  /** Changes of the memories since all features were there; very many if they never were. */
  long unseenChanges() {
    long changes = memories.read(Memories.View::changes);
    return seen == NEVER ? AT_ONCE : changes - seen;
  }

  /** Whether the features of every remembered image are there. */
  boolean isCurrent() {
    return live.isPresent() && unseenChanges() == 0;
  }

  /** Whether there are features to compute. */
  boolean isBehind() {
    return live.isPresent() && unseenChanges() > 0;
  }

  /** Does the next piece of what is not ready yet. */
  void keepUp() {
    if (live.isEmpty()) {
      return;
    }
    if (unseenChanges() > 0) {
      encodeSome(live.get());
    } else if (!rehearsed) {
      rehearse(live.get());
    } else {
      offerParity(live.get());
    }
  }

  /** Once for a backbone, and again when there is much more to compare on: it costs a process. */
  private void offerParity(LiveModel model) {
    int images = memories.read(view -> Math.min(parityImages, view.learning().size()));
    if (images >= 2 * Math.max(1, offered)) {
      offered = images;
      dropStandby();
      var unused = parity(model);
      log.atInfo()
          .addKeyValue("modelVersion", model.manifest().version().brief())
          .addKeyValue("images", model.seen().size())
          .log("a rebalance is ready");
    }
  }

  private void encodeSome(LiveModel model) {
    long changes = memories.read(Memories.View::changes);
    LabelledPixels unseen =
        snapshot.unseen(
            model.manifest().classNames(),
            model.manifest().recipe().input(),
            model.seen(),
            AT_ONCE);
    model.see(unseen);
    if (unseen.size() < AT_ONCE) {
      seen = changes;
    }
  }

  private void rehearse(LiveModel model) {
    Excerpt excerpt =
        snapshot.excerpt(
            model.manifest().classNames(), model.manifest().recipe().input(), model.seen());
    if (excerpt.unseen().size() == 0 && excerpt.selection().learning().size() > 0) {
      rebalancing.refit(model, excerpt.selection().learning()).close();
      rehearsed = true;
    }
  }

  /** A parity child that knows the live backbone: the one that stands by, or a new one. */
  StandbyParity parity(LiveModel model) {
    if (standby.isPresent() && standby.get().isAlive()) {
      return standby.get();
    }
    dropStandby();
    LabelledPixels sample =
        snapshot.sample(
            model.manifest().classNames(), model.manifest().recipe().input(), parityImages);
    StandbyParity started =
        StandbyParity.start(
            parity, new RunDirectory(scratch, model.manifest().version().value()), model, sample);
    standby = Optional.of(started);
    return started;
  }

  /** A child that failed once is not asked again. */
  void dropStandby() {
    standby.ifPresent(StandbyParity::close);
    standby = Optional.empty();
  }

  @Override
  public void close() {
    dropStandby();
    live.ifPresent(LiveModel::close);
    live = Optional.empty();
  }
}
