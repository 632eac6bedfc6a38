package io.longshore.loadtest.kill;

import io.longshore.loadtest.audit.Audit;
import io.longshore.loadtest.audit.Ledger;
import io.longshore.loadtest.audit.Outcome;
import io.longshore.loadtest.audit.TopicReading;
import io.longshore.loadtest.audit.Verdict;
import io.longshore.loadtest.process.EmptyFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Kills a whole Longshore again and again while images and labels come in, and then holds what lies
 * on its topics against what the senders were told.
 */
@Command(
    name = "loadtest/run kills",
    description = "Kills Longshore under load and looks for what was lost or done twice.",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2)
public final class KillTest implements Callable<Integer> {
  private static final Duration SETTLING = Duration.ofMinutes(2);
  private static final Duration LAST_LIFE = Duration.ofSeconds(3);
  private static final int HELD_OUT = 10;
  private static final int FIRST = 150;

  /** A first model from few images in seconds, whatever its accuracy, and alarms soon after. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("longshore.trainer.recipe", "tiny"),
          Map.entry("longshore.trainer.held-out-fraction", "0"),
          Map.entry("longshore.tracker.first-model-labels", "150"),
          Map.entry("longshore.tracker.half-life-units", "200"),
          Map.entry("longshore.tracker.evidence-window-units", "300"),
          Map.entry("longshore.tracker.effect-floor", "0.01"),
          Map.entry("longshore.rollout.promotion.retrain-path", "direct"),
          Map.entry("longshore.rollout.promotion.guard-share", "0"),
          Map.entry("longshore.rollout.gate.over-chance", "0"),
          Map.entry("longshore.rollout.gate.balanced-margin", "1"),
          Map.entry("longshore.rollout.gate.many-margin", "1"),
          Map.entry("longshore.rollout.gate.medium-margin", "1"),
          Map.entry("longshore.rollout.gate.few-margin", "1"));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--class-path",
      description = "Class path of the launcher (default: ${DEFAULT-VALUE}).",
      defaultValue = "services/standalone/target/lib/*")
  private String classPath = "";

  @Option(
      names = "--directory",
      converter = EmptyFolder.class,
      required = true,
      description = "An empty folder for the data and for what the process prints.")
  private Path directory = Path.of("");

  @Option(
      names = "--kills",
      description = "How often (default: ${DEFAULT-VALUE}).",
      defaultValue = "5")
  private int kills;

  @Option(
      names = "--seed",
      description = "Decides the moments and the classes (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--rate",
      description = "Images a second (default: ${DEFAULT-VALUE}).",
      defaultValue = "50")
  private int rate;

  @Option(
      names = "--threads",
      description = "Senders (default: ${DEFAULT-VALUE}).",
      defaultValue = "4")
  private int threads;

  @Option(
      names = "--longest-life",
      description = "Most seconds from ready to killed (default: ${DEFAULT-VALUE}).",
      defaultValue = "8")
  private int longestLife;

  private final Ledger ledger = new Ledger();
  private final List<Kill> killed = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new KillTest()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    say("seed %d, %d kills, %d images/s from %d threads".formatted(seed, kills, rate, threads));
    var random = new Random(seed);
    try (var longshore = new LongshoreProcess(classPath, directory, SETTINGS)) {
      var topics = new TopicReading(longshore.bootstrapServers());
      var client = new Client(longshore.httpPort(), ledger);
      longshore.start();
      longshore.awaitIngest();
      teach(client, random);
      longshore.awaitReady();
      Survival before = Survival.read(topics);
      say("a first model is live: " + before.models());
      try (var traffic = new Traffic(client, "t-", seed, threads, rate)) {
        for (int i = 0; i < kills; i++) {
          if (i == kills / 2) {
            traffic.shiftTo(Mix.SHIFTED);
          }
          liveAndDie(longshore, random);
          Survival after = Survival.read(topics);
          violations.addAll(before.missingIn(after));
          before = after;
        }
        Thread.sleep(LAST_LIFE.toMillis());
      }
      Audit audit = settle(topics);
      violations.addAll(new Verdict(ledger, audit).all());
      Survival last = Survival.read(topics);
      violations.addAll(before.missingIn(last));
      new KillReport(ledger, audit, last, killed, violations).lines().forEach(this::say);
    }
    return violations.isEmpty() ? 0 : 1;
  }

  /** Enough labelled images for a first model, and some to judge it by. */
  private void teach(Client client, Random random) throws InterruptedException {
    for (String className : Mix.LONG_TAIL.classes()) {
      for (int i = 0; i < HELD_OUT; i++) {
        require(client.sendLabelled(new Item("h-" + className + i, className, "holdout")));
      }
    }
    for (int i = 0; i < FIRST; i++) {
      require(client.sendLabelled(new Item("f-" + i, Mix.LONG_TAIL.draw(random), "stream")));
    }
  }

  private static void require(Outcome outcome) {
    if (outcome != Outcome.ACKNOWLEDGED) {
      throw new IllegalStateException("an image was not taken although nothing was killed yet");
    }
  }

  /** Lets it live for a random time, kills it, and brings it back; one in three dies starting. */
  private void liveAndDie(LongshoreProcess longshore, Random random) throws InterruptedException {
    boolean whileStarting = random.nextInt(3) == 0;
    if (whileStarting) {
      longshore.kill();
      longshore.start();
    }
    long millis = random.nextInt(1000 * (whileStarting ? Math.min(6, longestLife) : longestLife));
    Thread.sleep(millis);
    long pid = longshore.pid();
    int exit = longshore.kill();
    long dead = System.nanoTime();
    longshore.start();
    longshore.awaitReady();
    double back = (System.nanoTime() - dead) / 1e9;
    var kill =
        new Kill(
            whileStarting ? Kill.Phase.STARTING : Kill.Phase.SERVING,
            millis / 1e3,
            pid,
            exit,
            back);
    killed.add(kill);
    if (!kill.isProven()) {
      violations.add("process %d was not killed: it exited with %d".formatted(pid, exit));
    }
    say("kill " + killed.size() + ": " + kill);
  }

  private Audit settle(TopicReading topics) throws InterruptedException {
    long end = System.nanoTime() + SETTLING.toNanos();
    Audit audit = Audit.read(topics);
    while (!audit.isSettled() && System.nanoTime() < end) {
      Thread.sleep(1000);
      audit = Audit.read(topics);
    }
    return audit;
  }

  private void say(String text) {
    spec.commandLine().getOut().println(text);
  }
}
