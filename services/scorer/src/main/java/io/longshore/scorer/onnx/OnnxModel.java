package io.longshore.scorer.onnx;

import ai.onnxruntime.OrtException;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.RefusalReason;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model: fill {@link #images()} with pixels, call {@link #score}, read the logits. The
 * buffers are the model's own and are written over by the next batch.
 *
 * <p>Scores on one thread at a time. Whoever closes it sees to it that nobody scores.
 */
public final class OnnxModel implements AutoCloseable {
  private final ModelManifest manifest;
  private final ModelVersion version;
  private final List<String> classNames;
  private final int batch;
  private final Backbones.Lease backbone;
  private final OnnxSession head;
  private final DirectBuffers buffers;
  private final ByteBuffer images; // (batch, height, width, channels) unsigned bytes
  private final ByteBuffer features; // (batch, width) floats
  private final ByteBuffer logits; // (batch, classes) floats
  private @Nullable BatchTensors tensors;

  OnnxModel(
      ModelManifest manifest,
      int batch,
      Backbones.Lease backbone,
      OnnxSession head,
      DirectBuffers buffers) {
    this.manifest = manifest;
    this.version = manifest.version();
    this.classNames = manifest.classNames();
    this.batch = batch;
    this.backbone = backbone;
    this.head = head;
    this.buffers = buffers;
    this.images = buffers.take(batch * manifest.recipe().input().size());
    this.features = buffers.take(batch * manifest.recipe().featureWidth() * Float.BYTES);
    this.logits = buffers.take(batch * classNames.size() * Float.BYTES);
  }

  public ModelManifest manifest() {
    return manifest;
  }

  public ModelVersion version() {
    return version;
  }

  /** Names of the outputs, in order. */
  public List<String> classNames() {
    return classNames;
  }

  /** The most images it scores at once. */
  public int batch() {
    return batch;
  }

  /** Where the pixels of the next batch go, image after image; empty when handed out. */
  public ByteBuffer images() {
    return images.clear();
  }

  /**
   * Scores the first n images of {@link #images()}.
   *
   * @return logits (n, classes), row by row; valid until the next call
   */
  public FloatBuffer score(int n) {
    if (n < 1 || n > batch) {
      throw new IllegalArgumentException("a batch of " + n + "; 1 to " + batch + " are possible");
    }
    try {
      BatchTensors now = tensors(n);
      backbone.session().run(now.images(), now.features());
      head.run(now.features(), now.logits());
    } catch (OrtException e) {
      throw new IllegalStateException("model " + version + " failed on " + n + " images", e);
    }
    return logits
        .duplicate()
        .order(logits.order())
        .clear()
        .asFloatBuffer()
        .limit(n * classNames.size())
        .asReadOnlyBuffer();
  }

  /**
   * Scores a full batch of black, white and random images, which also does once what a first run
   * does.
   *
   * @throws ModelRefusedException if it fails or if any logit is not finite
   */
  void warmUp() {
    fillWithTestImages();
    FloatBuffer answer;
    try {
      answer = score(batch);
    } catch (IllegalStateException e) {
      throw new ModelRefusedException(
          RefusalReason.UNLOADABLE, "model " + version + " cannot be run", e);
    }
    while (answer.hasRemaining()) {
      if (!Float.isFinite(answer.get())) {
        throw new ModelRefusedException(
            RefusalReason.NOT_FINITE,
            "model " + version + " answers test images with NaN or infinity");
      }
    }
  }

  private void fillWithTestImages() {
    var random = new Random(0);
    byte[] pixels = new byte[manifest.recipe().input().size()]; // black
    ByteBuffer into = images();
    for (int i = 0; i < batch; i++) {
      into.put(pixels);
      random.nextBytes(pixels);
      if (i == 0) {
        Arrays.fill(pixels, (byte) 0xff);
      }
    }
  }

  private BatchTensors tensors(int n) throws OrtException {
    if (tensors == null || tensors.n() != n) {
      releaseTensors();
      tensors =
          BatchTensors.over(
              n,
              manifest.recipe().input(),
              manifest.recipe().featureWidth(),
              classNames.size(),
              images,
              features,
              logits);
    }
    return tensors;
  }

  private void releaseTensors() {
    if (tensors != null) {
      tensors.close();
      tensors = null;
    }
  }

  /** Frees everything but a backbone that other models share. Called once. */
  @Override
  public void close() {
    releaseTensors();
    head.close();
    backbone.close();
    buffers.giveBack(images);
    buffers.giveBack(features);
    buffers.giveBack(logits);
  }
}
