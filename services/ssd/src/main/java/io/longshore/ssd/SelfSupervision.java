package io.longshore.ssd;

import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.net.ResNet;
import java.util.List;

/**
 * What stage I learns beside the classes: a task that needs no labels, or hardly any, and so
 * favours no frequent class.
 */
public sealed interface SelfSupervision permits Contrastive, Rotation, NoSelfSupervision {

  /** The views it needs of each image, beside the one that is classified. */
  List<Augmentation> views();

  /** The task with parameters of its own, to be trained along with the encoder. */
  SelfSupervisedTask begin(ResNet encoder, long seed);
}
