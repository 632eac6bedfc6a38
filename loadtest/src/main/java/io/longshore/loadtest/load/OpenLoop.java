package io.longshore.loadtest.load;

import io.longshore.loadtest.audit.Ledger;
import io.longshore.loadtest.audit.Outcome;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends by a schedule, whether or not anybody answers, and measures each send from the moment it
 * was due: a system that stalls is charged for everybody who waited, not only for the first
 * (coordinated omission, Tene, https://www.youtube.com/watch?v=lJ8ydIuPFeU).
 */
final class OpenLoop {
  /** Beyond so many answers outstanding the generator itself waits, which its lateness shows. */
  private static final int OUTSTANDING = 4_000;

  private final Schedule schedule;
  private final Items items;
  private final Sender sender;
  private final Ledger ledger;
  private final Recording recording;
  private final Semaphore outstanding = new Semaphore(OUTSTANDING);
  private volatile boolean stopped;
  private volatile int sent;

  OpenLoop(Schedule schedule, Items items, Sender sender, Ledger ledger, Recording recording) {
    this.schedule = schedule;
    this.items = items;
    this.sender = sender;
    this.ledger = ledger;
    this.recording = recording;
  }

  /** Runs the schedule to its end, or until it is stopped, and waits for the answers. */
  void run() throws InterruptedException {
    long begin = System.nanoTime();
    for (int i = 0; i < schedule.sends() && !stopped; i++) {
      Item item = items.at(i);
      long due = begin + schedule.due()[i];
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      outstanding.acquire();
      double second = schedule.due()[i] / 1e9;
      recording.sent(second, (System.nanoTime() - due) / 1_000);
      var unused =
          sender
              .send(item)
              .whenComplete(
                  (answer, failure) -> {
                    if (answer != null) {
                      recording.answered(second, (System.nanoTime() - due) / 1_000, answer);
                      enter(item, answer);
                    }
                    outstanding.release();
                  });
      sent = i + 1;
    }
  }

  /** Waits for the answers outstanding; how many are missing then. */
  int awaitAnswers(Duration patience) throws InterruptedException {
    return outstanding.tryAcquire(OUTSTANDING, patience.toMillis(), TimeUnit.MILLISECONDS)
        ? 0
        : OUTSTANDING - outstanding.availablePermits();
  }

  void stop() {
    stopped = true;
  }

  int sent() {
    return sent;
  }

  private void enter(Item item, Sender.Answer answer) {
    Outcome outcome = answer.outcome();
    if (outcome != Outcome.ACKNOWLEDGED) {
      ledger.answered(item.id(), answer.kind());
    }
    if (item.poison().isPresent()) {
      ledger.poison(item.id(), outcome);
      return;
    }
    ledger.image(item.id(), item.className(), outcome);
    if (item.labelled() != Item.Labelled.NO) {
      ledger.label(item.id(), outcome);
    }
  }
}
