package io.longshore.ssd;

import io.longshore.ssd.data.ImageShape;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.net.Architecture;
import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.NetworkSpec;
import io.longshore.ssd.net.ResNet;
import io.longshore.ssd.torch.Compute;
import java.util.Arrays;
import java.util.Optional;

/**
 * A classifier that training left behind: the encoder, a linear head, and the scales that rebalance
 * the head.
 *
 * <p>It holds native memory until it is closed. Features and logits may be computed from several
 * threads at once.
 */
public final class TrainedModel implements AutoCloseable {
  private final ResNet encoder;
  private final Heads heads;
  private final Optional<Teacher> teacher;

  private TrainedModel(ResNet encoder, Heads heads, Optional<Teacher> teacher) {
    if (heads.hard().width() != encoder.spec().featureWidth()) {
      throw new IllegalArgumentException(
          "a head over %d features does not fit an encoder of width %d"
              .formatted(heads.hard().width(), encoder.spec().featureWidth()));
    }
    this.encoder = encoder;
    this.heads = heads;
    this.teacher = teacher;
  }

  /** Takes the encoder over. */
  static TrainedModel of(ResNet encoder, LinearHead hard, float[] scales) {
    return new TrainedModel(encoder, Heads.of(hard, scales), Optional.empty());
  }

  /** A model whose head is not rebalanced. */
  static TrainedModel unscaled(ResNet encoder, LinearHead hard) {
    float[] ones = new float[hard.classes()];
    Arrays.fill(ones, 1);
    return of(encoder, hard, ones);
  }

  TrainedModel withSoftHead(LinearHead head) {
    return new TrainedModel(encoder, heads.withSoft(head), teacher);
  }

  /** The same native memory, another answer. */
  TrainedModel serving(ServedHead head) {
    return new TrainedModel(encoder, heads.serving(head), teacher);
  }

  TrainedModel taughtBy(Teacher by) {
    return new TrainedModel(encoder, heads, Optional.of(by));
  }

  /**
   * The same encoder (copied) and head under other scales: what a rebalancing of a live model
   * yields.
   */
  public TrainedModel rescaled(float[] otherScales) {
    Heads with = heads.rescaled(otherScales);
    return new TrainedModel(encoder.copy(), with, Optional.empty());
  }

  /**
   * The same encoder (copied) under a head that was fitted anew. The head that the encoder was
   * trained with is kept beside it: the next one begins there again.
   */
  public TrainedModel refitted(LinearHead head) {
    Heads with = heads.refittedTo(head);
    return new TrainedModel(encoder.copy(), with, Optional.empty());
  }

  /** Takes the encoder over. */
  TrainedModel headed(ResNet with, LinearHead head) {
    return new TrainedModel(with, heads.refittedTo(head), Optional.empty());
  }

  /**
   * The same parameters (copied), to compute elsewhere or in another precision than they were
   * trained in, without the teacher.
   */
  public TrainedModel copyOn(Compute compute) {
    return new TrainedModel(encoder.copyOn(compute), heads, Optional.empty());
  }

  /** f, for an exporter to walk. It lives as long as this model. */
  public ResNet encoder() {
    return encoder;
  }

  public NetworkSpec spec() {
    return encoder.spec();
  }

  public int classes() {
    return heads.hard().classes();
  }

  /** W, b without scales: what a new rebalancing starts from. */
  public LinearHead hardHead() {
    return heads.hard();
  }

  /** s of the hard head. */
  public float[] scales() {
    return heads.scales();
  }

  /**
   * The head to serve: the one that was fitted anew, else {@code s * (W x + b)} unless training
   * chose otherwise.
   */
  public LinearHead servedHead() {
    return heads.answering();
  }

  /** The head that was fitted anew, if one was. */
  public Optional<LinearHead> refittedHead() {
    return heads.refitted();
  }

  /**
   * The head that would be served by that choice.
   *
   * @throws IllegalArgumentException if it needs a soft head and this model had no teacher
   */
  public LinearHead head(ServedHead choice) {
    return heads.head(choice);
  }

  /** Which head is served. */
  public ServedHead served() {
    return heads.served();
  }

  /** The student's other head; absent in a model that had no teacher. */
  public Optional<LinearHead> softHead() {
    return heads.soft();
  }

  /** The teacher of this training, for its soft labels. Not part of {@link #toBytes()}. */
  public Optional<Teacher> teacher() {
    return teacher;
  }

  /** Features (n, d) of images (n, height, width, channels). */
  public float[] features(byte[] images) {
    return Encoding.features(encoder, images);
  }

  /** Logits (n, classes) of the served head. */
  public float[] logits(byte[] images) {
    return servedHead().logits(features(images));
  }

  /**
   * Tells of every activation of the encoder on these images (n, height, width, channels), batch by
   * batch: what comes out of the stem's convolution and, block by block, of the shortcut if it is
   * more than the block's input, of the convolutions of the path, ReLU included where one follows,
   * and of the block. A shortcut without parameters has the values of the input.
   */
  public void watchActivations(byte[] images, ActivationWatcher watcher) {
    Encoding.watchActivations(encoder, images, watcher);
  }

  /** Told what an activation is. */
  public interface ActivationWatcher {
    /**
     * @param activation its number, from 0
     * @param values for the images of one batch
     */
    void saw(int activation, float[] values);
  }

  /** All but the teacher, with a checksum. */
  public byte[] toBytes() {
    return ModelBytes.encode(this);
  }

  /**
   * Reads {@link #toBytes()}.
   *
   * @throws IllegalArgumentException if the bytes are cut off, changed, or of another format
   */
  public static TrainedModel fromBytes(byte[] bytes) {
    return ModelBytes.decode(bytes);
  }

  /** SHA-256 of {@link #toBytes()}. */
  String digest() {
    return ModelBytes.digest(toBytes());
  }

  StartingPoint asStartingPoint(TrainingSet examples, Architecture architecture, Compute compute) {
    unfitToStart(architecture, examples.shape(), examples.classes())
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return new StartingPoint.Trained(encoder, heads.hard(), compute);
  }

  /**
   * Why {@link Ssd#startingFrom} this model cannot train that network on images of that shape and
   * so many classes; empty if it can.
   */
  public Optional<String> unfitToStart(Architecture architecture, ImageShape image, int classes) {
    if (!spec().architecture().equals(architecture) || !spec().image().equals(image)) {
      return Optional.of(
          "the live model is "
              + spec().architecture()
              + " for images of "
              + spec().image()
              + ", so it cannot start "
              + architecture
              + " for images of "
              + image);
    }
    return classes() > classes
        ? Optional.of(
            "the live model knows " + classes() + " classes, the training set only " + classes)
        : Optional.empty();
  }

  @Override
  public void close() {
    encoder.close();
    teacher.ifPresent(Teacher::close);
  }
}
