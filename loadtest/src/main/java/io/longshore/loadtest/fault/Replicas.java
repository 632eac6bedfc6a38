package io.longshore.loadtest.fault;

import io.longshore.loadtest.process.Broker;
import io.longshore.loadtest.process.Partitions;
import io.longshore.loadtest.process.Patience;
import java.util.List;

/** The copies of topics, as faults leave them. */
final class Replicas {
  static final String IMAGES = "images";
  private static final Patience IN_SYNC = Patience.ofSeconds(60);
  private static final Patience REPLACED = Patience.ofSeconds(30);

  private Replicas() {}

  /**
   * Waits until no copy of any topic, Kafka's own and the tracker's among them, is out of step: the
   * next broker that goes must leave a leader of everything behind.
   */
  static void awaitInSync(Stage stage) throws InterruptedException {
    Partitions partitions = stage.cluster().partitions();
    if (!IN_SYNC.sees(() -> partitions.lagging().isEmpty())) {
      List<String> lagging = partitions.lagging();
      stage.violated("not all copies of %s are in step %s later", lagging, IN_SYNC);
    }
  }

  /**
   * While a leader is out of reach another leads, and its copy is out of step. If the lost one led
   * the brokers too, they agree on another first.
   */
  static void awaitReplaced(Stage stage, Broker lost) throws InterruptedException {
    Partitions partitions = stage.cluster().partitions();
    int all = stage.cluster().brokers().size();
    boolean replaced =
        REPLACED.sees(
            () -> partitions.inSync(IMAGES, 0) < all && partitions.leader(IMAGES, 0) != lost.id());
    stage.proven(
        replaced,
        "broker %d leads images-0 instead of broker %d, %d copies are in step",
        partitions.leader(IMAGES, 0),
        lost.id(),
        partitions.inSync(IMAGES, 0));
  }
}
