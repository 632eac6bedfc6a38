package io.longshore.loadtest.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.loadtest.audit.Ledger;
import io.longshore.loadtest.audit.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private final Ledger ledger = new Ledger();
  private final Recording recording = new Recording(0);

  @Test
  void a_sender_that_stalls_is_charged_for_everybody_who_waited() throws InterruptedException {
    // The first send blocks for half a second; nine more are due meanwhile.
    var sent = new ArrayList<String>();
    Sender sender =
        item -> {
          if (sent.isEmpty()) {
            sleep();
          }
          sent.add(item.id());
          return CompletableFuture.completedFuture(new Sender.Answer(Outcome.ACKNOWLEDGED, "ok"));
        };

    run(sender, workload(20, 0));

    assertThat(recording.acknowledged().getTotalCount()).isEqualTo(20);
    assertThat(recording.acknowledged().getCountBetweenValues(90_000, Long.MAX_VALUE / 2))
        .as("sends that waited a tenth of a second or more")
        .isGreaterThanOrEqualTo(8);
  }

  @Test
  void poison_is_entered_apart() throws InterruptedException {
    run(
        item ->
            CompletableFuture.completedFuture(
                item.poison().isPresent()
                    ? new Sender.Answer(Outcome.REFUSED, "422")
                    : new Sender.Answer(Outcome.ACKNOWLEDGED, "202")),
        workload(200, 0.5));

    int poison = ledger.poison(Outcome.REFUSED).size();
    int good = ledger.images(Outcome.ACKNOWLEDGED).size();
    assertThat(poison + good).isEqualTo(200);
    assertThat(poison).isBetween(60, 140);
    assertThat(ledger.images(Outcome.REFUSED)).isEmpty();
  }

  @Test
  void the_same_seed_sends_the_same_images() {
    Workload workload = workload(50, 0.2);

    List<byte[]> first = bytes(workload);
    List<byte[]> again = bytes(workload);

    assertThat(first).usingRecursiveComparison().isEqualTo(again);
    assertThat(first.stream().map(bytes -> bytes.length).distinct().count()).isGreaterThan(5);
  }

  private List<byte[]> bytes(Workload workload) {
    Schedule schedule = workload.schedule();
    var items = new Items(workload, "x", schedule, Gallery.of(workload));
    var bytes = new ArrayList<byte[]>();
    for (int i = 0; i < schedule.sends(); i++) {
      bytes.add(items.at(i).bytes());
    }
    return bytes;
  }

  private void run(Sender sender, Workload workload) throws InterruptedException {
    Schedule schedule = workload.schedule();
    var items = new Items(workload, "x", schedule, Gallery.of(workload));
    var loop = new OpenLoop(schedule, items, sender, ledger, recording);
    loop.run();
    assertThat(loop.awaitAnswers(Duration.ofSeconds(10))).isZero();
  }

  private static Workload workload(double rate, double poison) {
    Tail tail = Tail.of(Tail.Form.ZIPF, 5, 1);
    return new Workload(
        "test",
        1,
        0,
        rate,
        rate,
        rate,
        0,
        0,
        5,
        tail,
        0,
        "drawn",
        8,
        1,
        poison,
        Workload.Via.HTTP,
        0,
        7);
  }

  private static void sleep() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
