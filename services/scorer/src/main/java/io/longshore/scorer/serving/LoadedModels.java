package io.longshore.scorer.serving;

import io.longshore.domain.model.ModelVersion;
import io.longshore.scorer.onnx.OnnxModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that one thread has loaded, and those it gave up but cannot close yet because a batch
 * still runs on them. They are closed here and never by a thread that scores.
 */
final class LoadedModels implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LoadedModels.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<ModelVersion, OnnxModel> loaded = new HashMap<>();
  private final List<OnnxModel> retired = new ArrayList<>();

  void add(OnnxModel model) {
    loaded.put(model.version(), model);
  }

  /** A model that the plan says is loaded. */
  OnnxModel get(ModelVersion version) {
    OnnxModel model = loaded.get(version);
    if (model == null) {
      throw new IllegalStateException("model " + version + " was to be served unloaded");
    }
    return model;
  }

  /** Gives a model up; nobody can be given it any more. */
  void retire(ModelVersion version) {
    OnnxModel model = loaded.remove(version);
    if (model != null) {
      model.retire();
      retired.add(model);
    }
  }

  /** Closes what is retired and free. */
  void sweep() {
    for (Iterator<OnnxModel> all = retired.iterator(); all.hasNext(); ) {
      OnnxModel model = all.next();
      if (model.isFree()) {
        all.remove();
        model.close();
      }
    }
  }

  /** Retires everything and closes it, for as long as it takes a batch to end. */
  @Override
  public void close() {
    List.copyOf(loaded.keySet()).forEach(this::retire);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    sweep();
    while (!retired.isEmpty() && System.nanoTime() < deadline && !Thread.interrupted()) {
      Thread.onSpinWait();
      sweep();
    }
    if (!retired.isEmpty()) {
      // Closed under a thread that runs it, it would take the process with it.
      log.atWarn().log("{} models are still in use and stay open", retired.size());
    }
  }
}
