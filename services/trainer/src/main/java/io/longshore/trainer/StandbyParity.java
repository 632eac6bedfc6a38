package io.longshore.trainer;

import io.longshore.domain.model.ParityReport;
import io.longshore.ssd.net.LinearHead;
import io.longshore.trainer.gear.LiveModel;
import io.longshore.trainer.parity.ParityCheck;
import io.longshore.trainer.parity.ParityComparison;
import io.longshore.trainer.parity.ParityLogits;
import io.longshore.trainer.run.LabelledPixels;
import io.longshore.trainer.run.RunDirectory;

/**
 * A parity child that has scored a sample of images with the live backbone before anybody asks for
 * a head. A new head is then compared end to end, from pixels to logits, at the cost of the head
 * alone.
 */
final class StandbyParity implements AutoCloseable {
  private final RunDirectory directory;
  private final ParityComparison child;
  private final float[] features; // (images, width), by the trainer's engine
  private final int images;

  private StandbyParity(
      RunDirectory directory, ParityComparison child, float[] features, int images) {
    this.directory = directory;
    this.child = child;
    this.features = features;
    this.images = images;
  }

  /**
   * Starts a child, which scores while this returns.
   *
   * @param directory for the child's files, deleted with it
   */
  static StandbyParity start(
      ParityCheck check, RunDirectory directory, LiveModel live, LabelledPixels sample) {
    byte[] backbone = live.backbone();
    ParityComparison child = check.begin(directory.parity());
    var standby = new StandbyParity(directory, child, live.encode(sample), sample.size());
    try {
      child.load(backbone, sample);
      return standby;
    } catch (RuntimeException e) {
      standby.close();
      throw e;
    }
  }

  /**
   * Compares a head over the live backbone.
   *
   * @param head ONNX bytes
   * @param trained the same head in the trainer
   */
  ParityReport compare(byte[] head, LinearHead trained) {
    return child.compare(head, new ParityLogits(trained.classes(), trained.logits(features)));
  }

  int images() {
    return images;
  }

  boolean isAlive() {
    return child.isAlive();
  }

  @Override
  public void close() {
    child.close();
    directory.delete();
  }
}
