package io.longshore.ssd.data;

import static io.longshore.ssd.data.Operation.AUTO_CONTRAST;
import static io.longshore.ssd.data.Operation.BRIGHTNESS;
import static io.longshore.ssd.data.Operation.COLOR;
import static io.longshore.ssd.data.Operation.CONTRAST;
import static io.longshore.ssd.data.Operation.EQUALIZE;
import static io.longshore.ssd.data.Operation.INVERT;
import static io.longshore.ssd.data.Operation.POSTERIZE;
import static io.longshore.ssd.data.Operation.ROTATE;
import static io.longshore.ssd.data.Operation.SHARPNESS;
import static io.longshore.ssd.data.Operation.SHEAR_Y;
import static io.longshore.ssd.data.Operation.SOLARIZE;
import static io.longshore.ssd.data.Operation.TRANSLATE_X;
import static io.longshore.ssd.data.Operation.TRANSLATE_Y;

import io.longshore.ssd.data.SubPolicy.Step;
import java.util.List;

/** What was found by searching on a data set: sub-policies of which each image gets one. */
public final class Policy {
  /** The appendix of AutoAugment, the table of CIFAR-10's policy, row by row. */
  public static final Policy CIFAR_10 =
      new Policy(
          "CIFAR-10",
          row(INVERT, 0.1, 7, CONTRAST, 0.2, 6),
          row(ROTATE, 0.7, 2, TRANSLATE_X, 0.3, 9),
          row(SHARPNESS, 0.8, 1, SHARPNESS, 0.9, 3),
          row(SHEAR_Y, 0.5, 8, TRANSLATE_Y, 0.7, 9),
          row(AUTO_CONTRAST, 0.5, 8, EQUALIZE, 0.9, 2),
          row(SHEAR_Y, 0.2, 7, POSTERIZE, 0.3, 7),
          row(COLOR, 0.4, 3, BRIGHTNESS, 0.6, 7),
          row(SHARPNESS, 0.3, 9, BRIGHTNESS, 0.7, 9),
          row(EQUALIZE, 0.6, 5, EQUALIZE, 0.5, 1),
          row(CONTRAST, 0.6, 7, SHARPNESS, 0.6, 5),
          row(COLOR, 0.7, 7, TRANSLATE_X, 0.5, 8),
          row(EQUALIZE, 0.3, 7, AUTO_CONTRAST, 0.4, 8),
          row(TRANSLATE_Y, 0.4, 3, SHARPNESS, 0.2, 6),
          row(BRIGHTNESS, 0.9, 6, COLOR, 0.2, 8),
          row(SOLARIZE, 0.5, 2, INVERT, 0.0, 3),
          row(EQUALIZE, 0.2, 0, AUTO_CONTRAST, 0.6, 0),
          row(EQUALIZE, 0.2, 8, EQUALIZE, 0.6, 4),
          row(COLOR, 0.9, 9, EQUALIZE, 0.6, 6),
          row(AUTO_CONTRAST, 0.8, 4, SOLARIZE, 0.2, 8),
          row(BRIGHTNESS, 0.1, 3, COLOR, 0.7, 0),
          row(SOLARIZE, 0.4, 5, AUTO_CONTRAST, 0.9, 3),
          row(TRANSLATE_Y, 0.9, 9, TRANSLATE_Y, 0.7, 9),
          row(AUTO_CONTRAST, 0.9, 2, SOLARIZE, 0.8, 3),
          row(EQUALIZE, 0.8, 8, INVERT, 0.1, 3),
          row(TRANSLATE_Y, 0.7, 9, AUTO_CONTRAST, 0.9, 1));

  private final String name;
  private final List<SubPolicy> subPolicies;

  private Policy(String name, SubPolicy... subPolicies) {
    this.name = name;
    this.subPolicies = List.of(subPolicies);
  }

  private static SubPolicy row(
      Operation first, double p1, int m1, Operation second, double p2, int m2) {
    return new SubPolicy(new Step(first, p1, m1), new Step(second, p2, m2));
  }

  List<SubPolicy> subPolicies() {
    return subPolicies;
  }

  @Override
  public String toString() {
    return name;
  }
}
