package io.longshore.loadtest.fault;

import io.longshore.loadtest.load.Traffic;
import io.longshore.loadtest.process.JavaProcess;
import io.longshore.loadtest.process.MemoryGroup;
import io.longshore.loadtest.process.ServiceKind;
import io.longshore.loadtest.process.ServiceNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What little memory does. */
final class MemoryScenarios {
  private static final int MEBIBYTES = 512;
  private static final int TRAINER_MEBIBYTES = 1024;
  private static final double POISON = 0.2;
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final Duration OVERFLOWING = Duration.ofSeconds(60);
  private static final long SECONDS = Long.getLong("longshore.memory.seconds", 300);

  /** How often it is looked; a third of the looks is to warm up, the rest is halved. */
  private static final int LOOKS = 60;

  /** How much more a process may have in the second half than in the first. */
  private static final double GROWTH = 0.1;

  private MemoryScenarios() {}

  static List<Scenario> all() {
    return List.of(
        new Scenario(
            "R22",
            "with the memory of a container no service is killed or grows, whatever comes in",
            Scenario.Needs.SCORING,
            MemoryScenarios::limited));
  }

  private static void limited(Stage stage) throws InterruptedException {
    proveLimit(stage);
    var groups = new LinkedHashMap<ServiceNode, MemoryGroup>();
    try {
      for (String name :
          List.of("ingest-0", "tracker-0", "scorer-0", "scorer-1", "rollout-0", "trainer-0")) {
        ServiceNode node = stage.site().service(name);
        groups.put(node, group(name, mebibytes(node)));
      }
      for (Map.Entry<ServiceNode, MemoryGroup> limited : groups.entrySet()) {
        restart(stage, limited.getKey(), Optional.of(limited.getValue()));
      }
      load(stage, groups);
    } finally {
      for (ServiceNode node : groups.keySet()) {
        restart(stage, node, Optional.empty());
      }
      groups.values().forEach(MemoryGroup::close);
    }
  }

  private static int mebibytes(ServiceNode node) {
    return node.kind() == ServiceKind.TRAINER ? TRAINER_MEBIBYTES : MEBIBYTES;
  }

  private static MemoryGroup group(String name, int mebibytes) {
    return MemoryGroup.make(name, mebibytes)
        .orElseThrow(
            () -> new Scenario.Skipped("no memory can be limited here (control groups, root)"));
  }

  /** A limit that nothing keeps would prove nothing. */
  private static void proveLimit(Stage stage) throws InterruptedException {
    try (MemoryGroup group = group("overflow", MEBIBYTES)) {
      OptionalInt exit = group.overflow(OVERFLOWING);
      stage.proven(
          exit.equals(OptionalInt.of(JavaProcess.KILLED)) && group.kills() > 0,
          "who wants more than %d MiB is killed: %s, %d killed by the kernel",
          group.limit() >> 20,
          exit.isPresent() ? "ended with " + exit.getAsInt() : "still there",
          group.kills());
    }
  }

  private static void restart(Stage stage, ServiceNode node, Optional<MemoryGroup> group)
      throws InterruptedException {
    if (node.process().isAlive()) {
      stage.terminate(node, STOP);
    }
    node.within(group);
    double seconds = node.restart();
    if (group.isPresent()) {
      stage.proven(
          group.get().has(node.process().pid()),
          "%s is ready after %.1f s in %d MiB",
          node.name(),
          seconds,
          group.get().limit() >> 20);
    }
  }

  private static void load(Stage stage, Map<ServiceNode, MemoryGroup> groups)
      throws InterruptedException {
    var resident = new LinkedHashMap<ServiceNode, List<Long>>();
    groups.keySet().forEach(node -> resident.put(node, new ArrayList<>()));
    try (Traffic traffic = stage.traffic("", POISON)) {
      for (int look = 0; look < LOOKS; look++) {
        Thread.sleep(SECONDS * 1000 / LOOKS);
        resident.forEach((node, seen) -> seen.add(node.process().residentMebibytes()));
      }
      stage.proven(
          "%d sent in %d s, %.0f %% of it poison: %s",
          traffic.sent(), SECONDS, 100 * POISON, traffic.kinds());
    }
    resident.forEach((node, seen) -> judge(stage, node, seen));
    groups.forEach(
        (node, group) -> {
          if (group.kills() > 0) {
            stage.violated("the kernel killed %d processes of %s", group.kills(), node.name());
          }
        });
  }

  private static void judge(Stage stage, ServiceNode node, List<Long> seen) {
    long before = most(seen.subList(LOOKS / 3, LOOKS * 2 / 3));
    long after = most(seen.subList(LOOKS * 2 / 3, LOOKS));
    stage.proven(
        "%s: resident %d MiB at first, at most %d and then %d",
        node.name(), seen.get(0), before, after);
    if (!node.process().isAlive()) {
      stage.violated("%s has ended by itself", node.name());
    } else if (after > before * (1 + GROWTH)) {
      stage.violated("%s grows: at most %d MiB, then %d", node.name(), before, after);
    }
  }

  private static long most(List<Long> seen) {
    return seen.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
