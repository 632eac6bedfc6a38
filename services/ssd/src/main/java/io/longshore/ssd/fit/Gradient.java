package io.longshore.ssd.fit;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.torch.Torch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The gradient of a batch, in as many parts as memory needs: where the device runs out of memory
 * the parts are halved, and their gradients, each weighted by its share of the images, add up to
 * that of the batch. Batch normalisation then sees the parts, so the result is not the same to the
 * bit; the listener is told.
 */
final class Gradient {
  private static final int SMALLEST_PART = 2; // batch normalisation needs two

  private final TrainingSet examples;
  private final Objective objective;
  private final Device device;
  private final Run run;
  private int parts = 1;

  Gradient(TrainingSet examples, Objective objective, Device device, Run run) {
    this.examples = examples;
    this.objective = objective;
    this.device = device;
    this.run = run;
  }

  /** Adds the gradient of the mean loss to the learned tensors, and tells that loss. */
  float add(Loading.Drawn drawn, Sgd sgd) {
    while (true) {
      try {
        return inParts(drawn);
      } catch (EngineException e) {
        int images = drawn.images().length;
        if (!outOfMemory(e) || images / (2 * parts) < SMALLEST_PART) {
          throw e;
        }
        sgd.forgetGradients();
        parts *= 2;
        run.listener()
            .on(
                new TrainingEvent.BatchSplit(
                    objective.stage(), parts, images / parts, String.valueOf(e.getMessage())));
      }
    }
  }

  private static boolean outOfMemory(EngineException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("out of memory") || message.contains("can't allocate memory");
  }

  private float inParts(Loading.Drawn drawn) {
    int images = drawn.images().length;
    float loss = 0;
    for (int part = 0; part < parts; part++) {
      loss += ofPart(drawn, images * part / parts, images * (part + 1) / parts);
    }
    return loss;
  }

  private float ofPart(Loading.Drawn drawn, int from, int to) {
    int images = drawn.images().length;
    try (NDManager step = Torch.newManager(device)) {
      List<NDArray> views = new ArrayList<>();
      for (ByteBuffer view : drawn.views()) {
        int bytes = examples.shape().bytes();
        views.add(
            step.create(
                view.slice(from * bytes, (to - from) * bytes), shape(to - from), DataType.UINT8));
      }
      long[] labels = Arrays.stream(drawn.images(), from, to).mapToLong(examples::label).toArray();
      SplittableRandom random = drawn.random().split();
      Batch batch = new Batch(step, views, step.create(labels), random);
      return Torch.differentiate(() -> share(objective.loss(batch), to - from, images));
    }
  }

  private static NDArray share(NDArray loss, int part, int whole) {
    return part == whole ? loss : Torch.times(loss, (double) part / whole);
  }

  private Shape shape(int images) {
    ImageShape image = examples.shape();
    return new Shape(images, image.height(), image.width(), image.channels());
  }
}
