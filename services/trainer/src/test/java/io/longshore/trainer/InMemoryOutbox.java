package io.longshore.trainer;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps everything in the order it was told. */
final class InMemoryOutbox implements Outbox {
  private final List<Object> told = new ArrayList<>();
  private boolean broken;
  private Consumer<TrainingEvent> listener = event -> {};

  /** No record is taken any more. */
  void breakDown() {
    broken = true;
  }

  void repair() {
    broken = false;
  }

  void listener(Consumer<TrainingEvent> other) {
    listener = other;
  }

  @Override
  public void announce(ModelManifest manifest) {
    tell(manifest);
  }

  @Override
  public void teach(List<SoftLabel> labels) {
    labels.forEach(this::tell);
  }

  @Override
  public void report(TrainingEvent event) {
    tell(event);
  }

  @Override
  public void mention(TrainingEvent event) {
    told.add(event);
    listener.accept(event);
  }

  private void tell(Object record) {
    if (broken) {
      throw new RecordNotWrittenException("beach.models", new IllegalStateException("no broker"));
    }
    told.add(record);
  }

  List<Object> told() {
    return List.copyOf(told);
  }

  <T> List<T> told(Class<T> type) {
    return told.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
