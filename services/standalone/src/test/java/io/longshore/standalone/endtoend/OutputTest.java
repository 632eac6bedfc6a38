package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelManifest;
import io.longshore.onnx.MergedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What programs read of the command line: one document a command, shaped as OUTPUT.md says. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class OutputTest {
  private static final Map<String, String> NO_DRIFT_ALARM =
      Map.of("longshore.tracker.effect-floor", "0.99");

  private final Samples samples = Samples.read(Path.of("OUTPUT.md"));
  private TestSystem system;
  private Path folder;
  private ModelManifest model;

  @BeforeAll
  void a_model_is_live(@TempDir Path data) {
    folder = data;
    system = TestSystem.start(data.resolve("system"), NO_DRIFT_ALARM);
    system.send(Picture.heldOut(Map.of("ant", 20, "bee", 20, "cow", 20)));
    system.send(Picture.stream("stream", Map.of("ant", 140, "bee", 48, "cow", 12)));
    model = system.awaitServed(Gear.RETRAIN, 0);
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void every_sample_is_that_of_a_command_and_has_its_shape() throws Exception {
    String version = model.version().brief();
    String file = folder.resolve("sample.onnx").toString();
    var commands = new ArrayList<List<String>>();
    commands.add(List.of("status"));
    commands.add(List.of("models"));
    commands.add(List.of("export", version, "--to", file));
    commands.add(List.of("rollout", "explain", version));
    commands.add(List.of("rollout", "history"));
    commands.add(List.of("rollout", "policy", "show"));
    commands.add(List.of("policy", "show"));
    commands.add(List.of("replay"));
    commands.add(List.of("topics"));
    commands.add(List.of("keys", "check"));
    commands.add(List.of("rejects", "list"));

    for (List<String> command : commands) {
      Cli printed = json(command.toArray(String[]::new));

      assertThat(printed.err()).as(command.toString()).isEmpty();
      assertThat(printed.status()).as(command.toString()).isZero();
      assertThat(samples.differences(command, printed.out())).as(command.toString()).isEmpty();
    }
  }

  @Test
  void the_status_says_what_serves_since_when_and_what_lags() throws Exception {
    JsonNode status = Samples.parse(json("status").out());

    assertThat(status.get("live").asText()).isEqualTo(model.version().value());
    assertThat(status.get("liveBecause").asText())
        .isEqualTo(status.get("plan").get("reason").asText());
    assertThat(status.get("lag").get("labels").asLong()).isZero();
    assertThat(status.get("mix").get("labels").asLong()).isEqualTo(200);
    assertThat(status.get("mix").get("classes").get(0).get("class").asText()).isEqualTo("ant");
    assertThat(status.get("scorers").get(0).get("serving").asText())
        .isEqualTo(model.version().value());
    assertThat(status.get("adaptation").get("gear").asText()).isEqualTo("retrain");
  }

  @Test
  void a_model_leaves_as_one_file_that_is_not_written_over() throws Exception {
    Path file = folder.resolve("model.onnx");

    Cli exported = run("export", model.version().brief(), "--to", file.toString());
    Cli again = run("export", model.version().brief(), "--to", file.toString());

    assertThat(exported.status()).isZero();
    assertThat(exported.out())
        .contains("wrote     " + file, "logits  float32 (N, 3)", "ort.InferenceSession('" + file);
    assertThat(MergedModel.metadata(Files.readAllBytes(file)))
        .containsEntry("longshore.version", model.version().value())
        .containsKey("longshore.classes");
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("is there already").hasLineCount(1);
  }

  @Test
  void a_folder_that_is_not_there_is_told() {
    Cli exported = run("export", model.version().brief(), "--to", folder + "/no/model.onnx");

    assertThat(exported.status()).isEqualTo(1);
    assertThat(exported.err()).contains("there is no such folder").hasLineCount(1);
  }

  @Test
  void the_state_of_each_model_is_told() throws Exception {
    JsonNode models = Samples.parse(json("models").out());

    assertThat(models).hasSize(1);
    assertThat(models.get(0).get("state").asText()).isEqualTo("live");
    assertThat(models.get(0).get("classes")).hasSize(3);
  }

  private Cli json(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-o", "json"));
    return run(all.toArray(String[]::new));
  }

  private Cli run(String... arguments) {
    return Cli.run(system.withBroker(arguments));
  }
}
