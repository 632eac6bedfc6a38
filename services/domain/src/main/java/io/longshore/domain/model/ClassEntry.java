package io.longshore.domain.model;

import io.longshore.domain.label.ClassName;

/**
 * One class of a model, in the order of its outputs.
 *
 * @param name the class
 * @param images training images: decides its shot group, frozen with the model
 * @param referenceWeight its weight in the mix that the model was adapted to (decayed units); the
 *     reference for drift
 */
public record ClassEntry(String name, int images, double referenceWeight) {

  public ClassEntry {
    ClassName.check(name);
    if (images < 0 || !(referenceWeight >= 0) || Double.isInfinite(referenceWeight)) {
      throw new IllegalArgumentException(
          "class " + name + " cannot have " + images + " images, weight " + referenceWeight);
    }
  }

  public ShotGroup group() {
    return ShotGroup.of(images);
  }
}
