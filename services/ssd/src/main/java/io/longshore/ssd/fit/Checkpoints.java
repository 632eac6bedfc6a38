package io.longshore.ssd.fit;

import io.longshore.ssd.net.Tensor;
import java.util.List;
import java.util.OptionalInt;

/** Where a stage's state is kept between epochs. */
public interface Checkpoints {
  /** Keeps nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public void save(Stage stage, int epochsDone, List<Tensor> state) {}

        @Override
        public OptionalInt restore(Stage stage, List<Tensor> state, ProgressListener listener) {
          return OptionalInt.empty();
        }
      };

  /** Replaces the stage's checkpoint as a whole, or not at all. */
  void save(Stage stage, int epochsDone, List<Tensor> state);

  /**
   * Overwrites {@code state} by the stage's checkpoint if there is one of this very training.
   *
   * @return the epochs done
   */
  OptionalInt restore(Stage stage, List<Tensor> state, ProgressListener listener);
}
