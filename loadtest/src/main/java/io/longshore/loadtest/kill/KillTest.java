package io.longshore.loadtest.kill;

import io.longshore.loadtest.kill.Ledger.Outcome;
import io.longshore.loadtest.kill.Verification.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Kills the whole of Longshore with SIGKILL at random moments under load, starts it again on the
 * same folder each time, and checks that nothing acknowledged is lost, that every image is
 * predicted once, and that counts equal the truth.
 */
public final class KillTest {
  private static final int FIRST = 320;
  private static final int HELD_OUT = 80;
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private final String classPath;
  private final Path data;
  private final int kills;
  private final int perSecond;
  private final long seed;
  private final Consumer<String> log;

  /**
   * @param classPath of {@code io.longshore.standalone.cli.Longshore}
   * @param data an empty folder
   * @param kills how often
   * @param perSecond images sent a second
   * @param seed decides the moments and the images
   * @param log told what happens
   */
  public KillTest(
      String classPath, Path data, int kills, int perSecond, long seed, Consumer<String> log) {
    this.classPath = classPath;
    this.data = data;
    this.kills = kills;
    this.perSecond = perSecond;
    this.seed = seed;
    this.log = log;
  }

  /**
   * Usage: {@code KillTest CLASSPATH DATA-DIRECTORY [KILLS] [IMAGES-A-SECOND] [SEED]}; exit status
   * 1 if a promise was broken.
   */
  public static void main(String[] args) throws Exception {
    var test =
        new KillTest(
            args[0],
            Path.of(args[1]),
            args.length > 2 ? Integer.parseInt(args[2]) : 5,
            args.length > 3 ? Integer.parseInt(args[3]) : 100,
            args.length > 4 ? Long.parseLong(args[4]) : 1,
            System.out::println);
    System.exit(test.run() ? 0 : 1);
  }

  /** Runs it; returns whether every promise was kept. */
  public boolean run() throws InterruptedException, IOException {
    var moments = new Random(seed);
    var ledger = new Ledger();
    log.accept("seed %d, %d kills, %d images a second".formatted(seed, kills, perSecond));
    try (var victim = new Victim(classPath, data);
        var sender = new Sender(victim.httpPort(), ledger, seed)) {
      awaitUp(victim);
      sender.send(HELD_OUT, "holdout");
      sender.send(FIRST, "stream");
      for (int kill = 1; kill <= kills; kill++) {
        Duration until = Duration.ofMillis(2000 + moments.nextInt(6000));
        Thread load = new Thread(() -> sender.stream(perSecond, until.plusSeconds(1)), "load");
        load.start();
        TimeUnit.MILLISECONDS.sleep(until.toMillis());
        long pid = victim.kill();
        log.accept(
            "kill %d: process %d died of SIGKILL after %d ms of load"
                .formatted(kill, pid, until.toMillis()));
        load.join();
        long down = System.nanoTime();
        victim.restart();
        victim.awaitReady();
        log.accept("  up again after %.1f s".formatted((System.nanoTime() - down) / 1e9));
      }
      sender.stream(perSecond, Duration.ofSeconds(3));
      sender.awaitAnswers();
      return report(ledger, sender, settled(ledger, victim));
    }
  }

  private static void awaitUp(Victim victim) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (System.nanoTime() < end && !accepts(victim.httpPort())) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /**
   * The scorer is not ready before the first model, so what counts at first is that the port
   * answers.
   */
  private static boolean accepts(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Looks again until every promise is kept or the patience is over: predictions and counts come
   * later than acknowledgements.
   */
  private static List<Finding> settled(Ledger ledger, Victim victim) throws InterruptedException {
    var verification = new Verification(ledger, new TopicReading(victim.bootstrapServers()));
    long end = System.nanoTime() + SETTLING.toNanos();
    List<Finding> findings = verification.run();
    while (findings.stream().anyMatch(f -> f.violations() > 0) && System.nanoTime() < end) {
      TimeUnit.SECONDS.sleep(1);
      findings = verification.run();
    }
    return findings;
  }

  private boolean report(Ledger ledger, Sender sender, List<Finding> findings) {
    log.accept(
        "sent %,d: %,d acknowledged, %,d refused, %,d unknown; longest time without an acknowledgement %.1f s"
            .formatted(
                ledger.size(),
                ledger.all(Outcome.ACKNOWLEDGED).size(),
                ledger.all(Outcome.REFUSED).size(),
                ledger.all(Outcome.UNKNOWN).size(),
                sender.longestGap().toMillis() / 1000.0));
    for (Finding finding : findings) {
      log.accept(
          "%-9s %,6d checked, %,d broken: %s"
              .formatted(
                  finding.violations() == 0 ? "kept" : "BROKEN",
                  finding.checked(),
                  finding.violations(),
                  finding.promise()));
    }
    return findings.stream().allMatch(f -> f.violations() == 0);
  }
}
