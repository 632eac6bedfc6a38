package io.longshore.bench.continual;

import io.longshore.bench.continual.Learning.CrossEntropy;
import io.longshore.bench.continual.Learning.FourStages;
import io.longshore.bench.continual.Learning.Images;
import io.longshore.bench.continual.Learning.Recall;
import java.util.List;

/**
 * A row of the table: how each step is learned, and which head answers. There is one object of each
 * method.
 */
public final class Method {
  private static final Learning REPLAY = new CrossEntropy(Images.REPLAY, Recall.FORGETFUL, 0);
  private static final Learning REMEMBERING =
      new CrossEntropy(Images.REPLAY, Recall.REMEMBERING, 0);
  private static final Learning STAGES = new FourStages(Recall.REMEMBERING);
  private static final Learning JOINT = new CrossEntropy(Images.EVERYTHING, Recall.FORGETFUL, 0);

  private static final List<Method> ALL =
      List.of(
          new Method("finetune", "replay", REPLAY, Readout.LEARNED),
          new Method("lws", "replay, rescaled", REPLAY, Readout.RESCALED),
          new Method(
              "adjust",
              "replay, logit-adjusted",
              new CrossEntropy(Images.REPLAY, Recall.FORGETFUL, 1),
              Readout.LEARNED),
          new Method("remember", "replay, remembering", REMEMBERING, Readout.LEARNED),
          new Method(
              "remember-lws", "replay, remembering, rescaled", REMEMBERING, Readout.RESCALED),
          new Method(
              "remember-adjust",
              "replay, remembering, adjusted",
              new CrossEntropy(Images.REPLAY, Recall.REMEMBERING, 1),
              Readout.LEARNED),
          new Method("ssd", "I to IV, remembering", STAGES, Readout.SERVED),
          new Method("ssd-mean", "I to IV, remembering, both heads", STAGES, Readout.MEAN),
          new Method("joint", "all images", JOINT, Readout.LEARNED),
          new Method("joint-lws", "all images, rescaled", JOINT, Readout.RESCALED));

  private final String name;
  private final String title;
  private final Learning learning;
  private final Readout readout;

  private Method(String name, String title, Learning learning, Readout readout) {
    this.name = name;
    this.title = title;
    this.learning = learning;
    this.readout = readout;
  }

  /** All there are, those that learn alike beside each other. */
  public static List<Method> all() {
    return ALL;
  }

  /**
   * @throws IllegalArgumentException listing the methods, if it is none of them
   */
  public static Method named(String name) {
    return ALL.stream()
        .filter(method -> method.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no method '"
                        + name
                        + "'; there are "
                        + String.join(", ", ALL.stream().map(Method::name).toList())));
  }

  /** As one types it. */
  public String name() {
    return name;
  }

  /** In words. */
  public String title() {
    return title;
  }

  Learning learning() {
    return learning;
  }

  Readout readout() {
    return readout;
  }

  boolean remembers() {
    return learning.recall() == Recall.REMEMBERING;
  }

  @Override
  public String toString() {
    return name;
  }
}
