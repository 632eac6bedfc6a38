package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.operator.OperatorDesk;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.longshore.trainer.TrainerServiceFactory;
import io.longshore.trainer.TrainerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class TrainerBacklogTest {
  /** More than a trainer reads at once. */
  private static final int LABELS = 5_000;

  private static final ImageShape SHAPE = new ImageShape(8, 8, 1);

  private final KafkaConnection kafka;
  private final Path folder;
  private final BlockingQueue<String> broken = new LinkedBlockingQueue<>();

  TrainerBacklogTest(KafkaConnection kafka, @TempDir Path folder) {
    this.kafka = kafka;
    this.folder = folder;
    TestTopics.create(kafka, Topics.all().toArray(Topic<?, ?>[]::new));
  }

  @Test
  void a_model_asked_for_before_the_trainer_starts_learns_from_every_label_that_came_before()
      throws InterruptedException {
    send();
    try (var desk = new OperatorDesk(kafka, "test", "default", "a test", Clock.systemUTC())) {
      var unused = desk.adapt(Gear.RETRAIN, "a first model");
    }

    TrainingEvent first;
    try (Launcher trainer = trainer()) {
      first = firstEvent();
      assertThat(trainer.context().health().isReady()).isTrue();
    }

    assertThat(first)
        .isInstanceOfSatisfying(
            TrainingEvent.Started.class, run -> assertThat(run.images()).isEqualTo(LABELS));
    assertThat(broken).isEmpty();
  }

  private void send() {
    var random = new Random(1);
    var sent = new ArrayList<CompletableFuture<RecordMetadata>>();
    try (var images = kafka.bulkWriter(Topics.IMAGES, "test-images");
        var labels = kafka.bulkWriter(Topics.LABELS, "test-labels")) {
      for (int i = 0; i < LABELS; i++) {
        var id = new ImageId("image-" + i);
        String className = "class-" + i % 4;
        byte[] pixels = new byte[SHAPE.size()];
        random.nextBytes(pixels);
        var origin = new ImageOrigin("test", "unit", Instant.EPOCH, Split.STREAM);
        sent.add(
            images
                .send(id, new StreamImage(id, Image.ofPixels(SHAPE, pixels), origin))
                .thenCompose(at -> labels.send(id, label(id, className, at))));
      }
      images.flush();
      labels.flush();
    }
    sent.forEach(CompletableFuture::join);
  }

  private static Label label(ImageId id, String className, RecordMetadata at) {
    return new Label(
        id,
        className,
        new ImageLocation(at.partition(), at.offset()),
        "unit",
        Split.STREAM,
        Instant.EPOCH);
  }

  private TrainingEvent firstEvent() throws InterruptedException {
    List<TrainingEvent> events = List.of();
    while (events.isEmpty() && broken.isEmpty()) {
      Thread.sleep(200);
      events = TestTopics.values(kafka, Topics.TRAINING);
    }
    assertThat(broken).isEmpty();
    return events.get(0);
  }

  private Launcher trainer() {
    Map<String, String> settings = SharedBroker.settings(kafka);
    settings.put("longshore.data-directory", folder.toString());
    settings.put("longshore.trainer.held-out-fraction", "0");
    return new Launcher(
        Settings.load(Map.of(), settings, Set.of(ProcessSettings.class, TrainerSettings.class)),
        List.of(new TrainerServiceFactory()),
        Clock.systemUTC(),
        broken::add);
  }
}
