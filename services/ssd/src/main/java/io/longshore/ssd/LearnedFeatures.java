package io.longshore.ssd;

import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.ResNet;

/** What stage I hands over: the encoder f and the linear classifier (W, b) it was learned with. */
record LearnedFeatures(ResNet encoder, LinearHead linear) implements AutoCloseable {
  @Override
  public void close() {
    encoder.close();
  }
}
