package io.longshore.loadtest.fault;

import io.longshore.loadtest.process.Broker;
import java.time.Duration;

/** The copies of the images topic, as faults leave them. */
final class Replicas {
  static final String IMAGES = "images";
  private static final Duration IN_SYNC = Duration.ofSeconds(60);

  private Replicas() {}

  /** Waits until every broker has all of it again. */
  static void awaitInSync(Stage stage) throws InterruptedException {
    for (int partition = 0; partition < 2; partition++) {
      int copies = stage.cluster().awaitInSync(IMAGES, partition, IN_SYNC);
      if (copies < stage.cluster().brokers().size()) {
        stage.violated(
            "only %d copies of images-%d are in step %s later", copies, partition, IN_SYNC);
      }
    }
  }

  /** While a leader is out of reach another leads, and its copy is out of step. */
  static void checkReplaced(Stage stage, Broker lost) throws InterruptedException {
    int copies = stage.cluster().inSync(IMAGES, 0);
    int leader = stage.cluster().leader(IMAGES, 0).id();
    stage.proven(
        copies < stage.cluster().brokers().size() && leader != lost.id(),
        "broker %d leads images-0 instead of broker %d, %d copies are in step",
        leader,
        lost.id(),
        copies);
  }
}
