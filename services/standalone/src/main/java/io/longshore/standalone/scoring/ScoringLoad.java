package io.longshore.standalone.scoring;

/**
 * What is measured.
 *
 * @param images of each round through Kafka
 * @param warm images of a round before the part that counts
 * @param rounds of each variant; their medians count
 * @param batch images scored at once
 * @param workers threads that score
 * @param latencySeconds how long single images are sent
 */
public record ScoringLoad(
    int images, int warm, int rounds, int batch, int workers, int latencySeconds) {

  public ScoringLoad {
    if (warm < 1 || images <= warm || rounds < 1 || batch < 1 || workers < 1) {
      throw new IllegalArgumentException(
          "nothing is left to measure of %d images after %d".formatted(images, warm));
    }
  }
}
