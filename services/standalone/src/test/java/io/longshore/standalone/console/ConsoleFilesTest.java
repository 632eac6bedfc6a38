package io.longshore.standalone.console;

import static io.longshore.standalone.console.ConsoleRecords.STREAM;
import static io.longshore.standalone.console.ConsoleRecords.counted;
import static io.longshore.standalone.console.ConsoleRecords.promoted;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.ImageOrigin;
import io.longshore.domain.image.ImageShape;
import io.longshore.domain.image.Split;
import io.longshore.domain.image.StreamImage;
import io.longshore.domain.label.Label;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelRecipe;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.domain.prediction.Role;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.schemas.Topics;
import io.longshore.standalone.soak.NoiseModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that a browser gets of the console: small pictures, and whole models. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class ConsoleFilesTest {
  private static final String CLASS = "class 3";
  private static final ImageShape SHAPE = new ImageShape(24, 32, 1);
  private static final int IMAGES = 3;

  private WatchedTopics topics;
  private Browser browser;
  private ModelManifest model;

  @BeforeAll
  void a_model_answers_images(@TempDir Path data) {
    Browser.requireInstalled();
    topics = WatchedTopics.start(data);
    try (var artifacts = new TopicArtifactStore(topics.kafka(), "test")) {
      model = ofOurStream(NoiseModel.small(1).in(artifacts));
    }
    topics.write(Topics.MODELS, model.version(), model);
    topics.write(
        Topics.ROLLOUTS, STREAM, promoted(1, model.version(), Optional.empty(), "the first"));
    topics.write(Topics.CLASS_FREQUENCIES, STREAM, counted(1, Map.of(CLASS, (long) IMAGES)));
    for (int i = 0; i < IMAGES; i++) {
      answered(new ImageId("image-" + i), (byte) (60 * i));
    }
    browser = Browser.before(topics.port());
    browser.sized(1280, "light").open("/");
    browser.awaitText("#serving", model.version().brief());
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
    if (topics != null) {
      topics.close();
    }
  }

  /** The same files under another manifest. */
  private static ModelManifest ofOurStream(ModelManifest other) {
    ModelRecipe made = other.recipe();
    return new ModelManifest(
        new ModelRecipe(
            STREAM,
            made.gear(),
            made.parent(),
            made.classes(),
            made.input(),
            made.featureWidth(),
            made.provenance()),
        other.backbone(),
        other.head(),
        other.evaluation(),
        Optional.empty(),
        other.parity(),
        other.createdAt());
  }

  private void answered(ImageId id, byte grey) {
    byte[] pixels = new byte[SHAPE.size()];
    Arrays.fill(pixels, grey);
    var image =
        new StreamImage(
            id,
            Image.ofPixels(SHAPE, pixels),
            new ImageOrigin("test", id.value(), Instant.now(), Split.STREAM));
    ImageLocation at;
    try (var images = topics.kafka().promptWriter(Topics.IMAGES, "test-images")) {
      var written = images.write(id, image);
      at = new ImageLocation(written.partition(), written.offset());
    }
    topics.write(
        Topics.PREDICTIONS,
        id,
        new Prediction(
            id,
            List.of(new ClassProbability(CLASS, 0.75f)),
            model.version(),
            Role.LIVE,
            1,
            1,
            at,
            /* repeat= */ false,
            Instant.now()));
    topics.write(
        Topics.LABELS, id, new Label(id, CLASS, at, id.value(), Split.STREAM, Instant.now()));
  }

  @Test
  void the_recent_images_of_a_class_are_drawn() {
    browser.open("/tail#" + CLASS.replace(" ", "%20"));
    browser.awaitText("dialog .thumbs", "called " + CLASS);

    browser.await(
        "const all = [...document.querySelectorAll('dialog .thumbs img')];"
            + "return all.length === %d && all.every((i) => i.complete && i.naturalWidth === %d && i.naturalHeight === %d)"
                .formatted(IMAGES, SHAPE.width(), SHAPE.height()));
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void a_model_that_is_downloaded_is_a_file_that_onnx_runtime_loads(@TempDir Path downloads)
      throws Exception {
    browser.downloadTo(downloads).open("/models#" + model.version().value());
    browser.awaitText("#model", "Download ONNX");

    browser.find("#model [data-key=download]").click();

    Path file = await(downloads, "longshore-" + model.version().brief() + ".onnx");
    var environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions();
        var session = environment.createSession(file.toString(), options)) {
      assertThat(session.getInputNames()).hasSize(1);
      assertThat(session.getOutputNames()).isNotEmpty();
    }
  }

  /** A file under this name is whole: what is still coming has another. */
  private static Path await(Path folder, String name) throws Exception {
    while (true) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.anyMatch(file -> file.getFileName().toString().equals(name))) {
          return folder.resolve(name);
        }
      }
      Thread.sleep(100);
    }
  }
}
