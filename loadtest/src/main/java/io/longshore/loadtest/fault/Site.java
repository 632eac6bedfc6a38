package io.longshore.loadtest.fault;

import io.longshore.loadtest.audit.Audit;
import io.longshore.loadtest.audit.Ledger;
import io.longshore.loadtest.audit.TopicReading;
import io.longshore.loadtest.audit.Verdict;
import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.Broker;
import io.longshore.loadtest.process.Cluster;
import io.longshore.loadtest.process.Island;
import io.longshore.loadtest.process.ServiceKind;
import io.longshore.loadtest.process.ServiceNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three brokers and the services, each a process of its own, and what was sent to them so far. */
final class Site implements AutoCloseable {
  static final int SIDE = 16;

  private static final int BROKERS = 3;
  private static final int DISK_MEBIBYTES = 400;
  private static final int TAUGHT = 150;
  private static final int HELD_OUT_OF_EACH = 10;

  /** A first model from few images in seconds, whatever its accuracy; no later one by itself. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("longshore.trainer.recipe", "tiny"),
          Map.entry("longshore.trainer.held-out-fraction", "0"),
          Map.entry("longshore.trainer.memory-per-class", "40"),
          Map.entry("longshore.tracker.first-model-labels", Integer.toString(TAUGHT)),
          Map.entry("longshore.tracker.effect-floor", "0.9"),
          Map.entry("longshore.tracker.retrain-floor", "0.9"),
          Map.entry("longshore.rollout.promotion.retrain-path", "direct"),
          Map.entry("longshore.rollout.promotion.guard-share", "0"),
          Map.entry("longshore.rollout.gate.over-chance", "0"),
          Map.entry("longshore.rollout.gate.balanced-margin", "1"),
          Map.entry("longshore.rollout.gate.many-margin", "1"),
          Map.entry("longshore.rollout.gate.medium-margin", "1"),
          Map.entry("longshore.rollout.gate.few-margin", "1"));

  private final String classPath;
  private final Path folder;
  private final Optional<TmpDisk> disk;
  private final Optional<Island> island;
  private final Cluster cluster;
  private final Map<String, ServiceNode> services = new HashMap<>();
  private final Ledger ledger = new Ledger();
  private final LogWatch logs = new LogWatch();
  private boolean taught;

  private Site(
      String classPath,
      Path folder,
      Optional<TmpDisk> disk,
      Optional<Island> island,
      Cluster cluster) {
    this.classPath = classPath;
    this.folder = folder;
    this.disk = disk;
    this.island = island;
    this.cluster = cluster;
  }

  /**
   * Starts the brokers, ingest and the tracker.
   *
   * @param island where the last broker shall live; closed with the site
   */
  static Site start(String classPath, Path folder, Optional<Island> island)
      throws InterruptedException {
    Optional<TmpDisk> disk = TmpDisk.mount(folder.resolve("disk"), DISK_MEBIBYTES);
    var logs = new ArrayList<Path>();
    for (int i = 1; i < BROKERS; i++) {
      logs.add(folder.resolve("log-" + i));
    }
    logs.add(disk.map(TmpDisk::folder).orElse(folder).resolve("log-" + BROKERS));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> abandon(disk, island), "abandon"));
    Cluster cluster;
    try {
      cluster = Cluster.start(classPath, folder, logs, island);
    } catch (InterruptedException | RuntimeException e) {
      abandon(disk, island);
      throw e;
    }
    var site = new Site(classPath, folder, disk, island, cluster);
    try {
      site.begin(ServiceKind.TRACKER, "0");
      site.begin(ServiceKind.INGEST, "0");
      return site;
    } catch (InterruptedException | RuntimeException e) {
      site.close();
      throw e;
    }
  }

  /** Whoever interrupts a test wants no brokers to be left behind. */
  private static void abandon(Optional<TmpDisk> disk, Optional<Island> island) {
    List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(process -> process.onExit().join());
    island.ifPresent(Island::close);
    disk.ifPresent(TmpDisk::close);
  }

  /** Starts one more service and waits until it is ready. */
  ServiceNode begin(ServiceKind kind, String instance) throws InterruptedException {
    ServiceNode node = prepare(kind, instance, Map.of());
    node.start();
    node.awaitReady();
    return node;
  }

  /** One more service, not yet started. */
  ServiceNode prepare(ServiceKind kind, String instance, Map<String, String> more) {
    var settings = new HashMap<>(SETTINGS);
    settings.put("kafka.bootstrap.servers", cluster.bootstrapServers());
    settings.putAll(more);
    var node = new ServiceNode(kind, instance, classPath, folder, settings);
    services.put(node.name(), node);
    return node;
  }

  /** Makes a first model live, if there is none, and lets two scorers serve it. */
  void teach() throws InterruptedException {
    if (taught) {
      return;
    }
    // The held-out images must be there before the first model is judged by them.
    Traffic.teach(service("ingest-0").address(), SIDE, TAUGHT, HELD_OUT_OF_EACH, ledger);
    ServiceNode rollout = begin(ServiceKind.ROLLOUT, "0");
    begin(ServiceKind.TRAINER, "0");
    for (String instance : List.of("0", "1")) {
      prepare(ServiceKind.SCORER, instance, Map.of()).start();
    }
    for (String instance : List.of("0", "1")) {
      service("scorer-" + instance).awaitReady();
    }
    rollout.process().checkAlive();
    taught = true;
  }

  boolean isTaught() {
    return taught;
  }

  ServiceNode service(String name) {
    ServiceNode node = services.get(name);
    if (node == null) {
      throw new IllegalStateException("there is no " + name);
    }
    return node;
  }

  Cluster cluster() {
    return cluster;
  }

  Ledger ledger() {
    return ledger;
  }

  Optional<TmpDisk> disk() {
    return disk;
  }

  /** Where the last broker lives, if that can be had. */
  Optional<Island> island() {
    return island;
  }

  Path folder() {
    return folder;
  }

  TopicReading topics() {
    return new TopicReading(cluster.direct());
  }

  /** Puts right what a scenario that was not played to its end has left broken. */
  void restore() throws InterruptedException {
    if (island.isPresent()) {
      island.get().mend();
    }
    for (Broker broker : cluster.brokers()) {
      broker.wire().mend();
      if (!broker.process().isAlive()) {
        broker.start();
        broker.awaitListening();
      }
    }
    cluster.awaitMembers();
  }

  /** What lies on the topics once all is worked off, or the patience is over. */
  Audit settled(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Audit audit = Audit.read(topics());
    while (!(audit.isCounted() && (!taught || audit.isPredicted())) && System.nanoTime() < end) {
      Thread.sleep(500);
      audit = Audit.read(topics());
    }
    return audit;
  }

  /** What must not be, of all that lies on the topics. */
  List<String> verdict(Audit audit) {
    var verdict = new Verdict(ledger, audit);
    var found = new ArrayList<>(verdict.lost());
    found.addAll(verdict.counts());
    found.addAll(verdict.rejects());
    if (taught) {
      found.addAll(verdict.predictions());
    }
    if (audit.repeatedRecords() > 0) {
      found.add(audit.repeatedRecords() + " images lie twice on their topic, sent once");
    }
    return found;
  }

  /** Errors that services printed since this was asked last, but for what must be complained of. */
  List<String> errors() {
    return logs.errors(services.values());
  }

  /** Errors of one service, which a fault explains: they are not told again. */
  List<String> errorsOf(ServiceNode node) {
    return logs.errors(List.of(node));
  }

  @Override
  public void close() {
    services.values().stream()
        .filter(ServiceNode::isStarted)
        .forEach(node -> node.process().terminate());
    services.values().forEach(ServiceNode::close);
    cluster.close();
    island.ifPresent(Island::close);
    disk.ifPresent(TmpDisk::close);
  }
}
