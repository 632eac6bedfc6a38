package io.longshore.standalone.scoring;

import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.scorer.onnx.Lane;
import io.longshore.scorer.onnx.ModelLimits;
import io.longshore.scorer.onnx.OnnxModel;
import io.longshore.scorer.onnx.OnnxModels;
import io.longshore.standalone.soak.NoiseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** ONNX Runtime alone: as many threads, the same batch and files, and nothing but runs. */
final class BareLoop implements AutoCloseable {
  private final ScoringLoad load;
  private final OnnxModels models;
  private final OnnxModel model;

  BareLoop(NoiseModel files, ScoringLoad load) {
    this.load = load;
    var store = new InMemoryArtifactStore();
    this.models = new OnnxModels(store, new ModelLimits(load.batch(), 1, 1L << 30));
    this.model = models.load(files.in(store));
  }

  /** Images a second of one round over as many images as a round through Kafka counts. */
  double round() throws InterruptedException {
    int batches = (load.images() - load.warm()) / load.batch();
    var left = new AtomicLong(batches);
    var go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < load.workers(); t++) {
      var thread = new Thread(() -> run(left, go), "bare-" + t);
      thread.start();
      threads.add(thread);
    }
    long began = System.nanoTime();
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    return (double) batches * load.batch() / ((System.nanoTime() - began) / 1e9);
  }

  private void run(AtomicLong left, CountDownLatch go) {
    try (var lane = new Lane(load.batch())) {
      byte[] pixels = new byte[load.batch() * model.manifest().recipe().input().size()];
      new Random(1).nextBytes(pixels);
      lane.images(model).put(pixels);
      go.await();
      while (left.getAndDecrement() > 0) {
        lane.score(model, load.batch());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    model.close();
    models.close();
  }
}
