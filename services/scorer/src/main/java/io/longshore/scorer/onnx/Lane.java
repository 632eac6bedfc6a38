package io.longshore.scorer.onnx;

import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where one thread runs models: fill {@link #images} with pixels, call {@link #score}, read the
 * logits. Buffers and tensors are made once for each size of batch and used again for every model
 * of the same layout, so that a batch allocates next to nothing and a swap of models nothing at
 * all. The garbage collector frees memory outside the heap long after its last use; so buffers grow
 * where a model needs more and are never given up for smaller ones.
 *
 * <p>For one thread. Whoever runs a model holds it meanwhile.
 */
public final class Lane implements AutoCloseable {
  private static final ByteBuffer NONE = ByteBuffer.allocateDirect(0);

  private final int batch;
  private final @Nullable BatchTensors[] tensors; // by number of images
  private ByteBuffer images = NONE; // (batch, height, width, channels) unsigned bytes
  private ByteBuffer features = NONE; // (batch, width) floats
  private ByteBuffer logits = NONE; // (batch, classes) floats
  private FloatBuffer answer = FloatBuffer.allocate(0); // a view of the logits
  private @Nullable Layout layout;

  /**
   * @param batch the most images scored at once
   */
  public Lane(int batch) {
    this.batch = batch;
    this.tensors = new BatchTensors[batch + 1];
  }

  /** The most images it scores at once. */
  public int batch() {
    return batch;
  }

  /** Where the pixels of the next batch go, image after image; empty when handed out. */
  public ByteBuffer images(OnnxModel model) {
    fit(model.layout());
    return images.clear();
  }

  /**
   * Scores the first n images.
   *
   * @return logits (n, classes), row by row; valid until the next call
   * @throws IllegalStateException if the model fails
   */
  public FloatBuffer score(OnnxModel model, int n) {
    BatchTensors now = tensors(model, n);
    try {
      model.backbone().run(now.asImage(), now.asFeatures());
      model.head().run(now.asFeatures(), now.asLogits());
    } catch (OrtException e) {
      throw failed(model, n, e);
    }
    return answer(n, model);
  }

  /**
   * Lets another head answer about the images that a lane has just scored: the features are there.
   *
   * @param scored by a model with the same backbone
   * @return as {@link #score}; the lane that scored keeps its own logits
   */
  public FloatBuffer scoreFeaturesOf(Lane scored, OnnxModel model, int n) {
    BatchTensors theirs = scored.tensors[n];
    BatchTensors now = tensors(model, n);
    if (theirs == null) {
      throw new IllegalArgumentException("nothing was scored in a batch of " + n);
    }
    try {
      model.head().run(theirs.asFeatures(), now.asLogits());
    } catch (OrtException e) {
      throw failed(model, n, e);
    }
    return answer(n, model);
  }

  private static IllegalStateException failed(OnnxModel model, int n, OrtException cause) {
    return new IllegalStateException(
        "model " + model.version() + " failed on " + n + " images: " + cause.getMessage(), cause);
  }

  private FloatBuffer answer(int n, OnnxModel model) {
    return answer.clear().limit(n * model.layout().classes());
  }

  private BatchTensors tensors(OnnxModel model, int n) {
    if (n < 1 || n > batch) {
      throw new IllegalArgumentException("a batch of " + n + "; 1 to " + batch + " are possible");
    }
    fit(model.layout());
    BatchTensors made = tensors[n];
    if (made == null) {
      try {
        made = BatchTensors.over(n, model.layout(), images, features, logits);
      } catch (OrtException e) {
        throw failed(model, n, e);
      }
      tensors[n] = made;
    }
    return made;
  }

  private void fit(Layout wanted) {
    if (wanted.equals(layout)) {
      return;
    }
    releaseTensors();
    images = atLeast(images, batch * wanted.input().size());
    features = atLeast(features, batch * wanted.features() * Float.BYTES);
    logits = atLeast(logits, batch * wanted.classes() * Float.BYTES);
    answer = logits.duplicate().order(logits.order()).clear().asFloatBuffer();
    layout = wanted;
  }

  private static ByteBuffer atLeast(ByteBuffer buffer, int bytes) {
    return buffer.capacity() >= bytes
        ? buffer
        : ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private void releaseTensors() {
    for (int n = 0; n < tensors.length; n++) {
      BatchTensors made = tensors[n];
      if (made != null) {
        made.close();
        tensors[n] = null;
      }
    }
  }

  @Override
  public void close() {
    releaseTensors();
    layout = null;
  }
}
