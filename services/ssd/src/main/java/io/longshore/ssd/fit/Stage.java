package io.longshore.ssd.fit;

/** What is being trained. */
public enum Stage {
  FEATURE_LEARNING("I"),
  SOFT_LABELLING("II"),
  SELF_DISTILLATION("III"),
  CLASSIFIER_TUNING("IV"),
  CROSS_ENTROPY_CONTROL("control"),
  EXPERTS("experts");

  private final String numeral;

  Stage(String numeral) {
    this.numeral = numeral;
  }

  /** The paper's number of the stage. */
  public String numeral() {
    return numeral;
  }
}
