package io.longshore.bench.continual;

import io.longshore.bench.ssd.LongTailedTask;
import io.longshore.ssd.data.TrainingSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A long tail cut into steps, its classes numbered as they arrive.
 *
 * @param task all images, under the numbers they have there
 * @param order the task's classes as they arrive
 */
public record ClassStream(
    LongTailedTask task, List<Integer> order, TaskSplit split, Exemplars exemplars) {

  public ClassStream {
    order = List.copyOf(order);
  }

  /** The stream of a seed, which orders the classes and picks the exemplars. */
  public static ClassStream of(
      LongTailedTask task, ClassOrder order, int tasks, int exemplars, long seed) {
    int[] counts = task.training().counts();
    return new ClassStream(
        task,
        order.of(counts, seed),
        new TaskSplit(counts.length, tasks),
        new Exemplars(exemplars, seed));
  }

  /** What a step of continual learning has: all images of the new classes, exemplars of the old. */
  TrainingSet replay(int step) {
    int old = split.oldClasses(step);
    return learningFrom(
        step,
        IntStream.range(0, split.seenClasses(step))
            .mapToObj(c -> c < old ? exemplars.of(imagesOf(c)) : imagesOf(c)));
  }

  /** All images of all classes seen. */
  TrainingSet everything(int step) {
    return learningFrom(step, IntStream.range(0, split.seenClasses(step)).mapToObj(this::imagesOf));
  }

  private TrainingSet learningFrom(int step, Stream<int[]> imagesOfClass) {
    int[] images = imagesOfClass.flatMapToInt(Arrays::stream).sorted().toArray();
    int[] arrival = arrival();
    TrainingSet all = task.training();
    int bytes = all.shape().bytes();
    byte[] pixels = new byte[images.length * bytes];
    int[] labels = new int[images.length];
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(all.pixels(), images[i] * bytes, pixels, i * bytes, bytes);
      labels[i] = arrival[all.label(images[i])];
    }
    return TrainingSet.ofRows(all.shape(), split.seenClasses(step), pixels, labels);
  }

  /** Images of the class that arrives as number {@code c}. */
  private int[] imagesOf(int c) {
    int named = order.get(c);
    TrainingSet all = task.training();
    return IntStream.range(0, all.size()).filter(i -> all.label(i) == named).toArray();
  }

  /** The number under which each of the task's classes arrives. */
  private int[] arrival() {
    int[] arrival = new int[order.size()];
    for (int c = 0; c < arrival.length; c++) {
      arrival[order.get(c)] = c;
    }
    return arrival;
  }

  /** Training images of each class as it arrived, of the whole tail. */
  int[] counts() {
    int[] counts = task.training().counts();
    return order.stream().mapToInt(named -> counts[named]).toArray();
  }

  /** The test images of all classes seen after the step. */
  Exam exam(int step) {
    int[] arrival = arrival();
    int[] labels = IntStream.of(task.testLabels()).map(named -> arrival[named]).toArray();
    int[] images =
        IntStream.range(0, labels.length)
            .filter(i -> labels[i] < split.seenClasses(step))
            .boxed()
            .sorted(Comparator.comparingInt(i -> labels[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int bytes = task.training().shape().bytes();
    byte[] pixels = new byte[images.length * bytes];
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(task.test(), images[i] * bytes, pixels, i * bytes, bytes);
    }
    return new Exam(
        split.seenClasses(step), pixels, IntStream.of(images).map(i -> labels[i]).toArray());
  }
}
