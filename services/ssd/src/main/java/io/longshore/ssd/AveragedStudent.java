package io.longshore.ssd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.longshore.ssd.data.Augmentation;
import io.longshore.ssd.data.TrainingSet;
import io.longshore.ssd.fit.Batch;
import io.longshore.ssd.fit.Objective;
import io.longshore.ssd.fit.Stage;
import io.longshore.ssd.net.Tensor;
import io.longshore.ssd.net.Tensor.Role;
import io.longshore.ssd.torch.Torch;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** An objective of the student, and beside it the average of the weights it passes through. */
final class AveragedStudent implements Objective, AutoCloseable {
  private final StudentAverage parameters;
  private final Objective objective;
  private final StudentNetwork learning;
  private final StudentNetwork average;
  private final NDManager manager;
  private final Tensor updates; // (1), t

  AveragedStudent(StudentAverage parameters, StudentNetwork learning, Objective objective) {
    this.parameters = parameters;
    this.objective = objective;
    this.learning = learning;
    this.average = learning.copy();
    this.manager = Torch.newManager();
    this.updates = new Tensor("average.updates", Role.STATISTIC, manager.zeros(new Shape(1)));
  }

  @Override
  public NDArray loss(Batch batch) {
    update(); // by the weights that the step before left
    return objective.loss(batch);
  }

  private void update() {
    Torch.withoutGradients(
        () -> {
          parameters.atStep(updates.value().getFloat(0)).update(average, learning);
          return updates.value().addi(1);
        });
  }

  /** The average over all steps, with statistics of its own. */
  Student student(TrainingSet examples, Augmentation view, int batch, SplittableRandom random) {
    update();
    MeasuredStatistics.ofEveryImage(examples, batch, random)
        .move(average.encoder(), examples, view, random);
    return average.student();
  }

  @Override
  public Stage stage() {
    return objective.stage();
  }

  @Override
  public List<Augmentation> views() {
    return objective.views();
  }

  @Override
  public List<Tensor> learned() {
    return objective.learned();
  }

  @Override
  public List<Tensor> state() {
    return Stream.of(objective.state(), average.tensors(), List.of(updates))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public void close() {
    average.close();
    manager.close();
  }
}
