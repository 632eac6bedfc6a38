package io.longshore.loadtest.peer;

/**
 * Two records for each image, by one run after the other: the images a second that would come in if
 * sending was all there is to do.
 *
 * @param image sends records as long as that of an image
 * @param label sends records as long as that of its label
 */
record Both(String name, WayIn image, WayIn label) implements WayIn {

  @Override
  public double imagesPerSecond() throws InterruptedException {
    return 1 / (1 / image.imagesPerSecond() + 1 / label.imagesPerSecond());
  }
}
