package io.longshore.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Run;
import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.Stake;
import io.longshore.domain.drift.DriftEvidence;
import java.util.Optional;

/** A decision to adapt: why, what was weighed, what came of it. */
final class DecisionView {

  private DecisionView() {}

  static ObjectNode of(Adaptation decision, Optional<Run> run) {
    DriftEvidence evidence = decision.evidence();
    ObjectNode json = Json.object().put("id", decision.id());
    json.set("at", Json.time(decision.decidedAt()));
    json.put("gear", decision.gear().word());
    json.put("reason", decision.reason());
    json.put("words", evidence.inWords());
    json.set("stake", decision.stake().<JsonNode>map(DecisionView::of).orElseGet(Json::nothing));
    json.put("byOperator", decision.policy().isEmpty());
    json.set("policy", Json.text(decision.policy().map(Policy::digest)));
    json.set("logE", Json.number(evidence.logE()));
    json.set("logThreshold", Json.number(evidence.logThreshold()));
    json.set("totalVariation", Json.number(evidence.totalVariation()));
    json.set("lower", Json.number(evidence.totalVariationLower()));
    json.put("units", evidence.units());
    ObjectNode outcome = json.putObject("outcome");
    outcome.put("state", run.map(r -> Json.word(r.state())).orElse("waiting"));
    outcome.set("version", Json.version(run.flatMap(Run::version)));
    outcome.set("reason", Json.text(run.flatMap(Run::reason)));
    outcome.set("at", Json.time(run.flatMap(Run::ended)));
    return json;
  }

  private static ObjectNode of(Stake stake) {
    ObjectNode json = Json.object();
    json.set("accuracy", Json.number(stake.accuracy()));
    json.set("benefit", Json.number(stake.benefit()));
    json.set("seconds", Json.number(stake.seconds()));
    json.set("cost", Json.number(stake.cost()));
    json.put("pays", stake.pays());
    json.put("askedToday", stake.askedToday());
    json.put("perDay", stake.perDay());
    return json.put("words", stake.inWords());
  }
}
