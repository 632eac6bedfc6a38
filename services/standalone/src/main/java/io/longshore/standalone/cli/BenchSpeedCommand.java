package io.longshore.standalone.cli;

import io.longshore.bench.machine.Machine;
import io.longshore.bench.speed.Loop;
import io.longshore.bench.speed.Peer;
import io.longshore.bench.speed.Speed;
import io.longshore.bench.speed.SpeedBench;
import io.longshore.ssd.torch.Compute;
import io.longshore.ssd.torch.Layout;
import io.longshore.ssd.torch.Precision;
import io.longshore.ssd.torch.Torch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Images a second of the training loop, a peer's beside it. */
@Command(
    name = "speed",
    description = {
      "Measures how many images a second ResNet-32 is trained with, augmentation and all.",
      "A peer takes part in the same rounds; ratios are to the first line of the peer, or to the"
          + " first line."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  longshore bench speed --threads 2 --peer 'python3"
          + " loadtest/peers/pytorch/train_speed.py'"
    })
final class BenchSpeedCommand implements Callable<Integer> {

  @Option(
      names = "--device",
      description = "auto, cpu or gpu:N (default: ${DEFAULT-VALUE}).",
      defaultValue = "cpu")
  private String device = "cpu";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of one operation (default: all processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images a step (default: ${DEFAULT-VALUE}).",
      defaultValue = "128")
  private int batch;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps a round (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int steps;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of each variant (default: ${DEFAULT-VALUE}).",
      defaultValue = "7")
  private int rounds;

  @Option(
      names = "--peer",
      paramLabel = "COMMAND",
      description = "A program that measures the same loop; its options are added.")
  private Optional<String> peer = Optional.empty();

  @Override
  public Integer call() {
    Torch.useThreads(threads);
    SpeedBench bench = new SpeedBench(new Loop(batch, steps), variants(), peer.map(this::peer));
    try (Terminal terminal = Terminal.standard()) {
      List<Speed> speeds = bench.run(rounds, terminal::say);
      terminal.print(Machine.here(threads).toString());
      terminal.print(table(speeds).toString());
    }
    return 0;
  }

  private Map<String, Compute> variants() {
    Compute compute = Compute.on(device);
    Map<String, Compute> variants = new LinkedHashMap<>();
    variants.put("float32 channels first", compute.with(Layout.CHANNELS_FIRST));
    variants.put("float32 channels last", compute);
    variants.put("bfloat16 channels last", compute.with(Precision.BFLOAT16));
    return variants;
  }

  private Peer peer(String command) {
    Stream<String> options =
        Stream.of("--threads", threads, "--batch", batch, "--steps", steps, "--blocks", 1)
            .map(String::valueOf);
    return new Peer(Stream.concat(Stream.of(command.split(" +")), options).toList());
  }

  private static Table table(List<Speed> speeds) {
    Speed reference =
        speeds.stream()
            .filter(speed -> speed.what().startsWith("peer: "))
            .findFirst()
            .orElse(speeds.get(0));
    var table = new Table("images/s", "least", "median", "most", "to " + reference.what());
    for (Speed speed : speeds) {
      table.row(
          speed.what(),
          number("%,.0f", speed.least()),
          number("%,.0f", speed.median()),
          number("%,.0f", speed.most()),
          number("%.2f", speed.median() / reference.median()));
    }
    return table;
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
