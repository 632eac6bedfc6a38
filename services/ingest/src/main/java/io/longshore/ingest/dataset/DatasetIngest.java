package io.longshore.ingest.dataset;

import io.longshore.ingest.IngestPipeline;
import io.longshore.ingest.Outcome;
import io.longshore.ingest.SubmittedImage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Sends data sets through the pipeline, in order, and remembers in a {@link Journal} how far it
 * came. A run that is killed goes on where the journal says; what was under way then is sent again
 * with the same ids, by which repeats are recognised.
 */
public final class DatasetIngest {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,150}");

  private final IngestPipeline pipeline;
  private final Path folder;
  private final String topicId;
  private final Pace pace;
  private final Clock clock;

  /**
   * @param folder of the journals
   * @param topicId of the images topic that the pipeline writes
   */
  public DatasetIngest(
      IngestPipeline pipeline, Path folder, String topicId, Pace pace, Clock clock) {
    this.pipeline = pipeline;
    this.folder = folder;
    this.topicId = topicId;
    this.pace = pace;
    this.clock = clock;
  }

  /**
   * Sends what earlier runs of the same name did not settle, and returns when all of it is settled.
   *
   * @param name of the data set and of the order of its images, such as {@code fashion-mnist-seed1}
   * @param items in the same order each time
   * @param listener told after every image
   * @throws IngestStalledException if the broker is away for too long
   */
  public Progress run(String name, Iterable<DatasetItem> items, Consumer<Progress> listener)
      throws InterruptedException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "data set name '" + name + "' may have up to 150 characters of A-Z a-z 0-9 . _ -");
    }
    var journal = new Journal(folder.resolve(name + ".journal"), topicId);
    long before = settledBefore(journal.read(), items);
    var run = new Run(name, journal, before, listener);
    Iterator<DatasetItem> rest = items.iterator();
    for (long i = 0; i < before; i++) {
      rest.next();
    }
    try {
      while (rest.hasNext()) {
        run.send(rest.next());
      }
      run.settleAll();
    } finally {
      run.writeJournal();
    }
    return run.progress();
  }

  /** As many as the journal says, if the last of them is still where it was. */
  private static long settledBefore(Journal.Entry entry, Iterable<DatasetItem> items) {
    Iterator<DatasetItem> from = items.iterator();
    for (long i = 1; i <= entry.settled() && from.hasNext(); i++) {
      if (i == entry.settled() && from.next().id().value().equals(entry.lastId())) {
        return entry.settled();
      }
      if (i < entry.settled()) {
        from.next();
      }
    }
    return 0;
  }

  /** An image under way. */
  private record Sent(DatasetItem item, CompletableFuture<Outcome> outcome) {}

  /**
   * One run over one data set, on the caller's thread; images settle in the order they were sent.
   */
  private final class Run {
    private final String name;
    private final Journal journal;
    private final long before;
    private final Consumer<Progress> listener;
    private final Instant begun = clock.instant();
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private long acknowledged;
    private long refused;
    private String lastId = "";

    Run(String name, Journal journal, long before, Consumer<Progress> listener) {
      this.name = name;
      this.journal = journal;
      this.before = before;
      this.listener = listener;
    }

    void send(DatasetItem item) throws InterruptedException {
      if (underWay.size() == pace.window()) {
        settle(underWay.remove());
      }
      underWay.add(new Sent(item, submitted(item)));
    }

    void settleAll() throws InterruptedException {
      while (!underWay.isEmpty()) {
        settle(underWay.remove());
      }
    }

    void writeJournal() {
      if (acknowledged + refused > 0) {
        journal.write(new Journal.Entry(progress().settled(), lastId));
      }
    }

    Progress progress() {
      long done = acknowledged + refused;
      double seconds = Duration.between(begun, clock.instant()).toNanos() / 1e9;
      return new Progress(before, acknowledged, refused, seconds > 0 ? done / seconds : 0);
    }

    private void settle(Sent sent) throws InterruptedException {
      Outcome outcome = outcome(sent);
      for (int attempt = 1; outcome instanceof Outcome.Unacknowledged unknown; attempt++) {
        if (attempt >= pace.attempts()) {
          throw new IngestStalledException(name, progress().settled(), unknown.message());
        }
        TimeUnit.MILLISECONDS.sleep(pace.pause().toMillis());
        outcome = outcome(new Sent(sent.item(), submitted(sent.item())));
      }
      if (outcome instanceof Outcome.Refused) {
        refused++;
      } else {
        acknowledged++;
      }
      lastId = sent.item().id().value();
      if ((acknowledged + refused) % pace.journalEvery() == 0) {
        writeJournal();
      }
      listener.accept(progress());
    }

    private CompletableFuture<Outcome> submitted(DatasetItem item) throws InterruptedException {
      SubmittedImage image = item.image().get();
      if (!item.id().equals(image.particulars().id())) {
        throw new IllegalArgumentException(
            "image %s of data set %s calls itself %s"
                .formatted(item.id(), name, Objects.toString(image.particulars().id())));
      }
      return pipeline.submitWaiting(image);
    }

    private Outcome outcome(Sent sent) throws InterruptedException {
      try {
        return sent.outcome().get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("image " + sent.item().id() + " failed", e.getCause());
      }
    }
  }
}
