package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Known;
import io.longshore.console.state.Plans;
import java.util.List;

/** The models: which served when, how they fare, why they were refused, who asked for what. */
public final class ModelsView {
  private static final int MOST = 200;

  private ModelsView() {}

  public static ObjectNode of(Known known) {
    ObjectNode json = Json.object();
    json.set("plan", PlanView.of(known.plans().latest()));
    json.set("served", served(known.plans().served()));
    ArrayNode plans = json.putArray("plans");
    known.plans().newestFirst().forEach(plan -> plans.add(PlanView.of(plan)));
    ArrayNode models = json.putArray("models");
    known.shelf().newestFirst().stream()
        .limit(MOST)
        .forEach(model -> models.add(ModelEntry.of(known, model)));
    json.set("scorers", ScorersView.of(known.scorers()));
    ArrayNode requests = json.putArray("requests");
    known
        .requests()
        .answered(known.plans().newestFirst())
        .forEach(asked -> requests.add(RequestView.of(asked)));
    return json;
  }

  private static ObjectNode served(List<Plans.Served> served) {
    Columns columns = Columns.of("version", "from", "to", "epoch", "step", "reason");
    for (Plans.Served one : served) {
      columns.to("version").add(one.version().value());
      columns.to("from").add(Json.time(one.from()));
      columns.to("to").add(Json.time(one.to()));
      columns.to("epoch").add(one.by().epoch());
      columns.to("step").add(Json.word(one.by().step()));
      columns.to("reason").add(one.by().reason());
    }
    return columns.object();
  }
}
