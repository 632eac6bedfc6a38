package io.longshore.bench.speed;

import io.longshore.ssd.torch.Compute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures every variant in turn, round after round, so that what else the machine does falls on
 * all of them alike.
 *
 * @param variants what to compute with, by name
 * @param peer measured in the same rounds
 */
public record SpeedBench(Loop loop, Map<String, Compute> variants, Optional<Peer> peer) {

  public SpeedBench {
    variants = new LinkedHashMap<>(variants);
  }

  /** Training speeds of all variants, then forward speeds, then the peer's, in a stable order. */
  public List<Speed> run(int rounds, Consumer<String> log) {
    Map<String, List<Double>> training = new LinkedHashMap<>();
    Map<String, List<Double>> forward = new LinkedHashMap<>();
    Map<String, List<Double>> others = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      variants.forEach(
          (name, compute) -> {
            Loop.Round measured = loop.round(compute);
            add(training, "train " + name, measured.training());
            add(forward, "forward " + name, measured.forward());
          });
      peer.ifPresent(
          other -> other.round().forEach((name, speed) -> add(others, "peer: " + name, speed)));
      log.accept("round " + round + " of " + rounds);
    }
    training.putAll(forward);
    training.putAll(others);
    return training.entrySet().stream()
        .map(entry -> Speed.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static void add(Map<String, List<Double>> speeds, String name, double speed) {
    speeds.computeIfAbsent(name, n -> new ArrayList<>()).add(speed);
  }
}
