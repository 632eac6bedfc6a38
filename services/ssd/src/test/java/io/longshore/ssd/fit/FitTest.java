package io.longshore.ssd.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.LinearLayer;
import io.longshore.ssd.net.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitTest {
  private static final ImageShape SHAPE = new ImageShape(2, 2, 1);
  private static final Optimization TWO_EPOCHS = Optimization.sgd(2, 8, 0.1, 0);
  private final TrainingSet examples = noise(24);
  private final List<TrainingEvent> events = new ArrayList<>();

  @Test
  void a_batch_that_does_not_fit_into_memory_is_halved_until_it_does_and_gives_the_same_step() {
    float[] whole = fitted(new Brightness(8), examples);

    float[] inQuarters = fitted(new Brightness(2), examples);

    assertThat(inQuarters).usingComparatorWithPrecision(1e-5f).containsExactly(whole);
    assertThat(events)
        .filteredOn(TrainingEvent.BatchSplit.class::isInstance)
        .containsExactly(
            new TrainingEvent.BatchSplit(Stage.CROSS_ENTROPY_CONTROL, 2, 4, Brightness.FULL),
            new TrainingEvent.BatchSplit(Stage.CROSS_ENTROPY_CONTROL, 4, 2, Brightness.FULL));
  }

  @Test
  void memory_too_small_for_two_images_ends_the_training() {
    assertThatThrownBy(() -> fitted(new Brightness(1), examples))
        .isInstanceOf(EngineException.class)
        .hasMessage(Brightness.FULL);
  }

  @Test
  void a_batch_larger_than_the_set_is_the_set() {
    float[] fitted = fitted(new Brightness(3), noise(3));

    assertThat(fitted).isNotEqualTo(fitted(new Brightness(3), noise(1)));
  }

  @Test
  void a_full_disk_costs_the_checkpoint_and_not_the_training(@TempDir Path folder)
      throws Exception {
    Files.createSymbolicLink(
        folder.resolve("stage-control.checkpoint.draft"), Path.of("/dev/full"));
    float[] expected = fitted(new Brightness(8), examples);

    float[] fitted = fitted(new Brightness(8), examples, new CheckpointFolder(folder, "any"));

    assertThat(fitted).isEqualTo(expected);
    assertThat(events)
        .filteredOn(TrainingEvent.CheckpointNotSaved.class::isInstance)
        .singleElement()
        .asString()
        .contains("stage-control.checkpoint", "No space left");
    assertThat(folder.resolve("stage-control.checkpoint")).exists(); // the second epoch's
  }

  private float[] fitted(Brightness objective, TrainingSet set) {
    return fitted(objective, set, Checkpoints.NONE);
  }

  private float[] fitted(Brightness objective, TrainingSet set, Checkpoints checkpoints) {
    try (objective) {
      new Fit(set, TWO_EPOCHS, new Run(1, events::add, () -> false, checkpoints))
          .minimise(objective);
      return objective.layer.head().weight();
    }
  }

  private static TrainingSet noise(int images) {
    byte[] pixels = new byte[images * SHAPE.bytes()];
    new Random(1).nextBytes(pixels);
    return TrainingSet.ofRows(
        SHAPE, 2, pixels, IntStream.range(0, images).map(i -> i % 2).toArray());
  }

  /** A linear layer on pixels that breaks off, in the way an engine does, on too many images. */
  private static final class Brightness implements Objective, AutoCloseable {
    static final String FULL = "CUDA out of memory. Tried to allocate 1 GiB";

    private final LinearLayer layer =
        LinearLayer.of("layer", new LinearHead(new float[] {1, 2, 3, 4}, new float[] {0}));
    private final int fitting;

    Brightness(int fitting) {
      this.fitting = fitting;
    }

    @Override
    public NDArray loss(Batch batch) {
      NDArray x = batch.view(0).toType(DataType.FLOAT32, true).reshape(-1, 4);
      NDArray z = layer.forward(x.mul(x.getManager().create(0.01f)));
      if (x.getShape().get(0) > fitting) {
        throw new EngineException(FULL);
      }
      return z.square().mean();
    }

    @Override
    public Stage stage() {
      return Stage.CROSS_ENTROPY_CONTROL;
    }

    @Override
    public List<Augmentation> views() {
      return List.of(Augmentation.NONE);
    }

    @Override
    public List<Tensor> learned() {
      return layer.learned();
    }

    @Override
    public List<Tensor> state() {
      return layer.tensors();
    }

    @Override
    public void close() {
      layer.close();
    }
  }
}
