package io.longshore.loadtest.peer;

/** A way of images onto the images topic. */
interface WayIn {

  String name();

  /** Plays a round of it, warming up first; images acknowledged a second. */
  double imagesPerSecond() throws InterruptedException;
}
