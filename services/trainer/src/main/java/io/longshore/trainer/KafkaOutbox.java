package io.longshore.trainer;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.prediction.SoftLabel;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.Topics;
import java.util.List;

/** The topics of which the trainer is the one writer. */
final class KafkaOutbox implements Outbox, AutoCloseable {
  private final TopicWriter<ModelVersion, ModelManifest> models;
  private final TopicWriter<ImageId, SoftLabel> softLabels;
  private final TopicWriter<String, TrainingEvent> events;

  KafkaOutbox(KafkaConnection kafka) {
    this.models = kafka.promptWriter(Topics.MODELS, "trainer-models");
    this.softLabels = kafka.bulkWriter(Topics.SOFT_LABELS, "trainer-soft-labels");
    this.events = kafka.promptWriter(Topics.TRAINING, "trainer-events");
  }

  @Override
  public void announce(ModelManifest manifest) {
    models.write(manifest.version(), manifest);
  }

  @Override
  public void teach(List<SoftLabel> labels) {
    labels.stream()
        .map(label -> softLabels.send(label.image(), label))
        .toList()
        .forEach(softLabels::await);
  }

  @Override
  public void report(TrainingEvent event) {
    events.write(event.run(), event);
  }

  @Override
  public void mention(TrainingEvent event) {
    var unused = events.send(event.run(), event);
  }

  @Override
  public void close() {
    try (models;
        softLabels) {
      events.close();
    }
  }
}
