package io.longshore.scorer.onnx;

/**
 * What a model may use.
 *
 * @param batch images scored at once
 * @param threads of one run
 * @param artifactBytes largest file that is loaded
 * @param provider what it runs on
 */
public record ModelLimits(int batch, int threads, long artifactBytes, Provider provider) {

  public ModelLimits {
    if (batch < 1 || threads < 1 || artifactBytes < 1) {
      throw new IllegalArgumentException(
          "a model needs at least one image a batch, one thread and one byte, not %d, %d and %d"
              .formatted(batch, threads, artifactBytes));
    }
  }

  /** Limits of models that run on the processor. */
  public ModelLimits(int batch, int threads, long artifactBytes) {
    this(batch, threads, artifactBytes, Provider.CPU);
  }
}
