package io.longshore.loadtest.load;

import io.longshore.loadtest.audit.Ledger;
import io.longshore.loadtest.audit.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** Load in the background of a fault: at a steady rate, until it is closed. */
public final class Traffic implements AutoCloseable {
  private static final int LONGEST = 1_800;
  private static final Duration ANSWERS = Duration.ofSeconds(60);

  private final OpenLoop loop;
  private final Recording recording = new Recording(0);
  private final Thread thread;

  /**
   * How it is.
   *
   * @param prefix of the ids
   * @param rate images a second
   * @param poison share of them that must be refused
   * @param side of the pictures
   */
  public record Mix(String prefix, double rate, double poison, int side, long seed) {
    static final int CLASSES = 6;
    static final double STRENGTH = 10;

    private Workload workload() {
      var tail = Tail.of(Tail.Form.EXPONENTIAL, CLASSES, STRENGTH);
      return new Workload(
          prefix,
          LONGEST,
          0,
          rate,
          rate,
          rate,
          0,
          0,
          CLASSES,
          tail,
          0,
          "drawn",
          side,
          1,
          poison,
          Workload.Via.HTTP,
          0,
          seed);
    }
  }

  private Traffic(URI ingest, Mix mix, Ledger ledger) {
    Workload workload = mix.workload();
    Schedule schedule = workload.schedule();
    var items = new Items(workload, mix.prefix(), schedule, Gallery.drawn(mix.side()));
    loop = new OpenLoop(schedule, items, new HttpSender(ingest), ledger, recording);
    thread = new Thread(this::run, "traffic-" + mix.prefix());
    ledger.beginSending();
    thread.start();
  }

  /** Starts sending. */
  public static Traffic start(URI ingest, Mix mix, Ledger ledger) {
    return new Traffic(ingest, mix, ledger);
  }

  /** Labelled images that models learn from and are judged by; all must be taken. */
  public static void teach(URI ingest, int side, int images, int heldOutOfEach, Ledger ledger) {
    var sender = new HttpSender(ingest);
    var random = new Random(1);
    var tail = Tail.of(Tail.Form.EXPONENTIAL, Mix.CLASSES, Mix.STRENGTH);
    Gallery gallery = Gallery.drawn(side);
    for (int i = 0; i < Mix.CLASSES * heldOutOfEach; i++) {
      take(sender, gallery.item("h-" + i, i % Mix.CLASSES, Item.Labelled.HOLDOUT, random), ledger);
    }
    for (int i = 0; i < images; i++) {
      int rank = tail.at(random.nextDouble());
      take(sender, gallery.item("f-" + i, rank, Item.Labelled.YES, random), ledger);
    }
  }

  private static void take(Sender sender, Item item, Ledger ledger) {
    Sender.Answer answer = sender.send(item).join();
    if (answer.outcome() != Outcome.ACKNOWLEDGED) {
      throw new IllegalStateException(
          "image " + item.id() + " was not taken although nothing is wrong: " + answer.kind());
    }
    ledger.image(item.id(), item.className(), answer.outcome());
    ledger.label(item.id(), answer.outcome());
  }

  private void run() {
    try {
      loop.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends so far. */
  public int sent() {
    return loop.sent();
  }

  /** Answers so far, by kind. */
  public Map<String, Long> kinds() {
    return recording.kinds();
  }

  /** Sends nothing more and waits for the answers. */
  @Override
  public void close() {
    loop.stop();
    try {
      thread.join();
      int missing = loop.awaitAnswers(ANSWERS);
      if (missing > 0) {
        throw new IllegalStateException(missing + " sends were not answered within " + ANSWERS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
