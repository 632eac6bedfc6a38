package io.longshore.ssd;

import io.longshore.ssd.net.LinearHead;
import io.longshore.ssd.net.ResNet;

/**
 * What stage III hands over: the encoder f' with the head of the hard labels and the head of the
 * soft ones.
 */
record Student(ResNet encoder, LinearHead hard, LinearHead soft) implements AutoCloseable {
  @Override
  public void close() {
    encoder.close();
  }
}
