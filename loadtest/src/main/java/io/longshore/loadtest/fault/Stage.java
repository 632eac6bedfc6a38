package io.longshore.loadtest.fault;

import io.longshore.loadtest.audit.Ledger;
import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.Cluster;
import io.longshore.loadtest.process.JavaProcess;
import io.longshore.loadtest.process.ServiceNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;

/** Where a scenario is played: the site, chance, and what was seen. */
final class Stage {
  private final Site site;
  private final String name;
  private final double rate;
  private final long seed;
  private final Random random;
  private final Consumer<String> saying;
  private final List<Seen> proofs;
  private final List<String> violations;

  Stage(Site site, String name, double rate, long seed, Consumer<String> saying) {
    this.site = site;
    this.name = name;
    this.rate = rate;
    this.seed = seed;
    this.random = new Random(seed);
    this.saying = saying;
    this.proofs = new ArrayList<>();
    this.violations = new ArrayList<>();
  }

  private Stage(Stage whole, String name, long seed) {
    this.site = whole.site;
    this.name = name;
    this.rate = whole.rate;
    this.seed = seed;
    this.random = new Random(seed);
    this.saying = whole.saying;
    this.proofs = whole.proofs;
    this.violations = whole.violations;
  }

  /** This stage under ids of its own; what is seen there is seen here. */
  Stage round(int number) {
    return new Stage(this, name + "-" + number, random.nextLong() >>> 40);
  }

  Site site() {
    return site;
  }

  Cluster cluster() {
    return site.cluster();
  }

  Ledger ledger() {
    return site.ledger();
  }

  Random random() {
    return random;
  }

  /** Load that goes on until it is closed. */
  Traffic traffic() {
    return traffic("");
  }

  /**
   * Load beside or after other load of this scenario.
   *
   * @param suffix of the ids
   */
  Traffic traffic(String suffix) {
    return traffic(suffix, 0);
  }

  /** Load of which a share must be refused. */
  Traffic traffic(String suffix, double poison) {
    var mix = new Traffic.Mix(prefix() + suffix, rate, poison, Site.SIDE, seed);
    return Traffic.start(site.service("ingest-0").address(), mix, ledger());
  }

  /** What all ids of this stage begin with. */
  String prefix() {
    return name + "-" + seed;
  }

  /** Evidence that the fault happened. */
  void proven(String text, Object... values) {
    String line = String.format(Locale.ROOT, text, values);
    proofs.add(new Seen(ledger().pulse().now(), line));
    saying.accept("  " + line);
  }

  /** Evidence that the fault happened, which is none unless this holds. */
  void proven(boolean holds, String text, Object... values) {
    proven(text, values);
    if (!holds) {
      violated("this shows no fault: " + text, values);
    }
  }

  /** Something that must not be. */
  void violated(String text, Object... values) {
    violations.add(String.format(Locale.ROOT, text, values));
  }

  /** Lets a time of chance length pass. */
  void pass(double leastSeconds, double mostSeconds) throws InterruptedException {
    Thread.sleep(
        (long) (1e3 * (leastSeconds + random.nextDouble() * (mostSeconds - leastSeconds))));
  }

  /** Kills a process and proves it. */
  void kill(String what, JavaProcess process) throws InterruptedException {
    long pid = process.pid();
    int exit = process.kill();
    if (exit == JavaProcess.KILLED && ProcessHandle.of(pid).isEmpty()) {
      proven("kill -9: %s, process %d, is gone, exit %d", what, pid, exit);
    } else {
      violated("%s, process %d, was not killed: exit %d", what, pid, exit);
    }
  }

  /** Kills a service, and starts it again. */
  void killAndRestart(ServiceNode node) throws InterruptedException {
    kill(node.name(), node.process());
    proven("%s is ready again %.1f s after its start", node.name(), node.restart());
  }

  /** Asks a process to end, which must happen well within an orchestrator's patience. */
  void terminate(ServiceNode node, Duration patience) throws InterruptedException {
    long begin = System.nanoTime();
    node.process().terminate();
    OptionalInt exit = node.process().awaitExit(patience);
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (exit.isEmpty()) {
      violated("%s did not end within %s of SIGTERM", node.name(), patience);
      node.process().kill();
    } else if (exit.getAsInt() != 0 && exit.getAsInt() != 143) {
      violated("%s ended with %d after SIGTERM", node.name(), exit.getAsInt());
    } else {
      proven("SIGTERM: %s ended with %d after %.1f s", node.name(), exit.getAsInt(), seconds);
    }
  }

  List<Seen> proofs() {
    return List.copyOf(proofs);
  }

  List<String> violations() {
    return List.copyOf(violations);
  }
}
