package io.longshore.ssd.fit;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.ImageBatches;
import io.longshore.ssd.data.TrainingSet;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Draws the views of the coming steps of one epoch while the engine computes the present one.
 *
 * <p>Each step has a random stream of its own, so the views depend neither on the thread that draws
 * them nor on when it does. As many batches are held as there are threads, and one more.
 */
final class Loading implements AutoCloseable {

  /**
   * What one step is about.
   *
   * @param images indices into the training set
   * @param views bytes of each view of all images; drawn into again once the next step is taken
   * @param random the rest of the step's stream
   */
  record Drawn(int[] images, List<ByteBuffer> views, SplittableRandom random) {}

  private final List<Augmentation> augmentations;
  private final int batch;
  private final List<List<ImageBatches>> slots = new ArrayList<>(); // (slot, view)
  private final ExecutorService threads;
  private final Queue<Future<Drawn>> coming = new ArrayDeque<>();
  private int[] order = {};
  private IntFunction<SplittableRandom> randomOfStep = step -> new SplittableRandom(step);
  private int next;

  Loading(TrainingSet examples, List<Augmentation> augmentations, int batch, int threads) {
    this.augmentations = List.copyOf(augmentations);
    this.batch = batch;
    for (int slot = 0; slot <= threads; slot++) {
      slots.add(augmentations.stream().map(view -> new ImageBatches(examples, batch)).toList());
    }
    this.threads = Executors.newFixedThreadPool(threads, Loading::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "ssd-loading");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins an epoch; the one before must have been taken to its end. */
  void begin(int[] orderOfImages, IntFunction<SplittableRandom> streams) {
    order = orderOfImages;
    randomOfStep = streams;
    next = 0;
    coming.clear();
    for (int step = 0; step < slots.size() - 1; step++) {
      submit();
    }
  }

  /** The next step of the epoch. What the step before was given may be overwritten from now on. */
  Drawn take() {
    submit();
    Future<Drawn> drawn = coming.remove();
    try {
      return drawn.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a batch could not be drawn", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was being drawn", e);
    }
  }

  private void submit() {
    int step = next;
    if ((step + 1) * batch <= order.length) {
      next++;
      coming.add(threads.submit(() -> draw(step)));
    }
  }

  private Drawn draw(int step) {
    int[] images = Arrays.copyOfRange(order, step * batch, (step + 1) * batch);
    SplittableRandom random = randomOfStep.apply(step);
    List<ImageBatches> slot = slots.get(step % slots.size());
    List<ByteBuffer> views = new ArrayList<>();
    for (int v = 0; v < slot.size(); v++) {
      views.add(slot.get(v).draw(images, augmentations.get(v), random));
    }
    return new Drawn(images, views, random);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
