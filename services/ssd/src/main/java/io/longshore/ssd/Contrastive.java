package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.net.ResNet;
import java.util.List;

/**
 * Supervised momentum contrast, the task of the paper: tell an image's other view from earlier
 * images of other classes.
 *
 * @param key a', the view that answers, stronger than the one that asks
 * @param queue keys remembered
 * @param keyMomentum m of the moving average that is the key encoder
 * @param temperature t
 * @param projection width of g
 * @param keyChunks parts into which a batch of keys is split at random before batch normalisation,
 *     so that a query cannot know its key by the statistics they share (shuffled batch
 *     normalisation, He et al. 2020, for one device: ours); 1 for none
 * @param weight of L_con beside cross-entropy; 1 in the paper
 */
public record Contrastive(
    Augmentation key,
    int queue,
    double keyMomentum,
    double temperature,
    int projection,
    int keyChunks,
    double weight)
    implements SelfSupervision {

  public Contrastive {
    if (queue < 1
        || projection < 1
        || keyChunks < 1
        || !(keyMomentum >= 0 && keyMomentum <= 1)
        || !(temperature > 0)
        || !(weight >= 0)) {
      throw new IllegalArgumentException(
          "queue, projection, chunks and temperature must be positive, the momentum in [0, 1], the weight not negative: "
              + List.of(queue, projection, keyChunks, temperature, keyMomentum, weight));
    }
  }

  /** Whole batches of keys, weighed as the cross-entropy. */
  public Contrastive(
      Augmentation key, int queue, double keyMomentum, double temperature, int projection) {
    this(key, queue, keyMomentum, temperature, projection, 1, 1);
  }

  public Contrastive weighing(double other) {
    return new Contrastive(key, queue, keyMomentum, temperature, projection, keyChunks, other);
  }

  public Contrastive withKeyChunks(int chunks) {
    return new Contrastive(key, queue, keyMomentum, temperature, projection, chunks, weight);
  }

  @Override
  public List<Augmentation> views() {
    return List.of(key);
  }

  @Override
  public SelfSupervisedTask begin(ResNet encoder, long seed) {
    return new MomentumContrast(this, encoder, seed);
  }
}
