package io.longshore.ssd.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadingTest {
  private static final ImageShape SHAPE = new ImageShape(6, 6, 3);
  private static final int IMAGES = 50;
  private final TrainingSet examples = noise();

  @Test
  void the_views_do_not_depend_on_the_number_of_threads() {
    List<String> byOne = epochs(1);

    List<String> byFour = epochs(4);

    assertThat(byFour).isEqualTo(byOne);
  }

  @Test
  void an_epoch_holds_every_whole_batch_of_its_order_once() {
    int[] order = IntStream.range(0, IMAGES).map(i -> IMAGES - 1 - i).toArray();
    List<Integer> seen = new ArrayList<>();

    try (Loading loading = new Loading(examples, List.of(Augmentation.NONE), 8, 2)) {
      loading.begin(order, SplittableRandom::new);
      for (int step = 0; step < IMAGES / 8; step++) {
        IntStream.of(loading.take().images()).forEach(seen::add);
      }
    }

    assertThat(seen).containsExactlyElementsOf(IntStream.of(order).limit(48).boxed().toList());
  }

  @Test
  void each_step_has_views_of_its_own() {
    assertThat(epochs(2)).doesNotHaveDuplicates();
  }

  private List<String> epochs(int threads) {
    List<String> steps = new ArrayList<>();
    int[] order = IntStream.range(0, IMAGES).toArray();
    List<Augmentation> views = List.of(Augmentation.cropAndFlip(2), Augmentation.NONE);
    try (Loading loading = new Loading(examples, views, 8, threads)) {
      for (int epoch = 0; epoch < 2; epoch++) {
        int seed = 100 * epoch;
        loading.begin(order, step -> new SplittableRandom(seed + step));
        for (int step = 0; step < IMAGES / 8; step++) {
          Loading.Drawn drawn = loading.take();
          steps.add(text(drawn.views()) + drawn.random().nextInt());
        }
      }
    }
    return steps;
  }

  private static String text(List<ByteBuffer> views) {
    StringBuilder text = new StringBuilder();
    for (ByteBuffer view : views) {
      byte[] bytes = new byte[view.remaining()];
      view.duplicate().get(bytes);
      text.append(java.util.Arrays.hashCode(bytes)).append(' ');
    }
    return text.toString();
  }

  private static TrainingSet noise() {
    byte[] pixels = new byte[IMAGES * SHAPE.bytes()];
    new Random(1).nextBytes(pixels);
    return TrainingSet.ofRows(
        SHAPE, 2, pixels, IntStream.range(0, IMAGES).map(i -> i % 2).toArray());
  }
}
