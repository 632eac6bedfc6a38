package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.net.ResNet;
import java.util.List;

/**
 * Rotation prediction (Gidaris et al., ICLR 2018), the paper's other task: tell by how many quarter
 * turns an image was rotated.
 *
 * @param key the view that is rotated
 * @param weight of its cross-entropy beside that of the classes; 1 in the paper
 */
public record Rotation(Augmentation key, double weight) implements SelfSupervision {

  public Rotation {
    if (!(weight >= 0)) {
      throw new IllegalArgumentException("the weight must not be negative: " + weight);
    }
  }

  @Override
  public List<Augmentation> views() {
    return List.of(key);
  }

  @Override
  public SelfSupervisedTask begin(ResNet encoder, long seed) {
    return new RotationPrediction(this, encoder, seed);
  }
}
