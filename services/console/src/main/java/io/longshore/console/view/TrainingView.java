package io.longshore.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Judged;
import io.longshore.console.state.Known;
import io.longshore.console.state.Run;
import io.longshore.domain.training.TrainingEvent;
import java.util.List;
import java.util.Optional;

/** Training runs and their curves. */
public final class TrainingView {

  private TrainingView() {}

  public static ObjectNode of(Known known) {
    ObjectNode json = Json.object();
    ArrayNode runs = json.putArray("runs");
    known.runs().newestFirst().forEach(run -> runs.add(of(run)));
    return json;
  }

  private static ObjectNode of(Run run) {
    ObjectNode json = Json.object().put("run", run.id());
    json.set("gear", Json.text(run.gear().map(gear -> gear.word())));
    json.put("state", Json.word(run.state()));
    json.put("images", run.started().map(TrainingEvent.Started::images).orElse(null));
    json.put("classes", run.started().map(TrainingEvent.Started::classes).orElse(null));
    json.set("startedAt", Json.time(run.started().map(TrainingEvent.Started::at)));
    json.set("endedAt", Json.time(run.ended()));
    json.set("version", Json.version(run.version()));
    json.set("reason", Json.text(run.reason()));
    newest(run.newest(), json);
    ArrayNode stages = json.putArray("stages");
    run.stages().forEach((stage, epochs) -> stages.add(stage(stage, epochs)));
    json.set(
        "control", run.control().<JsonNode>map(TrainingView::control).orElseGet(Json::nothing));
    return json;
  }

  private static void newest(Optional<TrainingEvent.EpochCompleted> newest, ObjectNode json) {
    json.set("stage", Json.text(newest.map(TrainingEvent.EpochCompleted::stage)));
    json.put("epoch", newest.map(TrainingEvent.EpochCompleted::epoch).orElse(null));
    json.put("epochs", newest.map(TrainingEvent.EpochCompleted::epochs).orElse(null));
    json.set(
        "imagesPerSecond",
        newest.<JsonNode>map(e -> Json.number(e.imagesPerSecond())).orElseGet(Json::nothing));
  }

  private static ObjectNode stage(String stage, List<TrainingEvent.EpochCompleted> epochs) {
    ObjectNode json = Json.object().put("stage", stage);
    json.put("epochs", epochs.isEmpty() ? 0 : epochs.get(0).epochs());
    Columns columns = Columns.in(json);
    for (String column : List.of("epoch", "at", "loss", "imagesPerSecond")) {
      columns.to(column);
    }
    for (TrainingEvent.EpochCompleted epoch : epochs) {
      columns.to("epoch").add(epoch.epoch());
      columns.to("at").add(Json.time(epoch.at()));
      columns.to("loss").add(Json.number(epoch.loss()));
      columns.to("imagesPerSecond").add(Json.number(epoch.imagesPerSecond()));
    }
    return json;
  }

  private static ObjectNode control(TrainingEvent.ControlEvaluated control) {
    return ScoresView.into(
        Json.object().put("epochs", control.epochs()), Judged.Scores.of(control.evaluation()));
  }

  /** The newest of a run, as an event. */
  static ObjectNode point(Run run) {
    ObjectNode json = Json.object().put("run", run.id()).put("state", Json.word(run.state()));
    newest(run.newest(), json);
    json.set(
        "loss", run.newest().<JsonNode>map(e -> Json.number(e.loss())).orElseGet(Json::nothing));
    json.set("at", Json.time(run.ended().or(() -> run.newest().map(e -> e.at()))));
    return json;
  }
}
