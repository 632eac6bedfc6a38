package io.longshore.ingest.log;

import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.reject.Reject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory, of one partition. It can be told to keep its acknowledgements back, to be away,
 * and how large its records may be.
 */
public final class InMemoryStreamLog implements StreamLog, ImagesTopic {
  private final String id;
  private final List<StreamImage> images = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private final List<Runnable> withheld = new ArrayList<>();
  private boolean withholding;
  private boolean withholdingLabels;
  private boolean away;
  private int failures;
  private int maxBytes = Integer.MAX_VALUE;

  public InMemoryStreamLog(String id) {
    this.id = id;
  }

  /** From now on nothing is acknowledged until {@link #acknowledge()}. */
  public synchronized void withholdAcknowledgements() {
    withholding = true;
  }

  /** From now on labels are not acknowledged until {@link #acknowledge()}. */
  public synchronized void withholdAcknowledgementsOfLabels() {
    withholdingLabels = true;
  }

  /** Acknowledges what was kept back, and all that comes. */
  public void acknowledge() {
    List<Runnable> due;
    synchronized (this) {
      withholding = false;
      withholdingLabels = false;
      due = List.copyOf(withheld);
      withheld.clear();
    }
    due.forEach(Runnable::run);
  }

  /** From now on the log takes nothing. */
  public synchronized void goAway() {
    away = true;
  }

  /** The next appends fail. */
  public synchronized void failNext(int appends) {
    failures = appends;
  }

  public synchronized void takeAtMost(int bytes) {
    maxBytes = bytes;
  }

  public synchronized List<StreamImage> images() {
    return List.copyOf(images);
  }

  public synchronized List<Label> labels() {
    return List.copyOf(labels);
  }

  public synchronized List<Reject> rejects() {
    return List.copyOf(rejects);
  }

  @Override
  public synchronized CompletableFuture<ImageLocation> append(StreamImage image) {
    CompletableFuture<ImageLocation> done = new CompletableFuture<>();
    if (fails(done, image.image().bytes().length)) {
      return done;
    }
    images.add(image);
    var location = new ImageLocation(0, images.size() - 1);
    acknowledge(done, location, withholding);
    return done;
  }

  @Override
  public synchronized CompletableFuture<Void> append(Label label) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (fails(done, 0)) {
      return done;
    }
    labels.add(label);
    acknowledge(done, null, withholding || withholdingLabels);
    return done;
  }

  @Override
  public synchronized void keep(Reject reject) {
    checkSize(reject.payload().length);
    checkThere();
    rejects.add(reject);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized boolean holds(ImageLocation location) {
    if (away) {
      throw new LogUnreachableException("the log in memory", new IllegalStateException("is away"));
    }
    return location.partition() == 0 && location.offset() < images.size();
  }

  private <T> void acknowledge(CompletableFuture<T> done, @Nullable T value, boolean later) {
    if (later) {
      withheld.add(() -> done.complete(value));
    } else {
      done.complete(value);
    }
  }

  private boolean fails(CompletableFuture<?> done, int bytes) {
    try {
      checkSize(bytes);
      if (failures > 0) {
        failures--;
        throw new IllegalStateException("the log lost its leader");
      }
      checkThere();
      return false;
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
      return true;
    }
  }

  private void checkSize(int bytes) {
    if (bytes > maxBytes) {
      throw new TooLargeForLogException(
          "in-memory", new IllegalArgumentException(bytes + " bytes of at most " + maxBytes));
    }
  }

  private void checkThere() {
    if (away) {
      throw new IllegalStateException("the log is away");
    }
  }
}
