package io.longshore.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.console.Records;
import io.longshore.console.state.DriftPoint;
import io.longshore.console.state.Known;
import io.longshore.console.state.View;
import io.longshore.domain.adaptation.Adaptation;
import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.drift.ClassShift;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.drift.MissingMass;
import io.longshore.domain.drift.MovedClass;
import io.longshore.domain.model.Evaluation;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Refusal;
import io.longshore.domain.prediction.RefusalReason;
import io.longshore.domain.prediction.ScorerReport;
import io.longshore.domain.rollout.GateResult;
import io.longshore.domain.rollout.RolloutStep;
import io.longshore.domain.training.TrainingEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewsTest {
  private static final ModelManifest FIRST = Records.model(1, Map.of("cat", 300, "dog", 90));
  private static final ModelManifest SECOND =
      Records.model(2, Map.of("cat", 300, "elk", 10), Optional.of(FIRST));
  private static final DriftEvidence DRIFT =
      new DriftEvidence(
          Optional.of(FIRST.version()),
          3_000,
          1,
          7.25,
          new TreeMap<>(Map.of("classes", 7.0)),
          List.of(7.25),
          Math.log(100),
          0.2,
          0.14,
          0.05,
          List.of(new ClassShift("cat", 0.8, 0.6)),
          MissingMass.UNKNOWN,
          List.of(new MovedClass("dog", MovedClass.Direction.RISEN, 0.1, 0.3, 9.5)),
          31,
          16_000);

  private final Known known = Records.known();
  private final StatusView status =
      new StatusView("1", "localhost:9092", Records.START, Optional.of("set a token"));

  @ParameterizedTest
  @EnumSource(View.class)
  void on_an_empty_system_every_event_is_well_formed_or_absent(View view) {
    new EventView(status)
        .of(view, known, Records.START)
        .ifPresent(json -> assertThat(json.isObject()).isTrue());
  }

  @Test
  void an_empty_system_has_views_without_content() {
    assertThat(DriftView.of(known).path("now").isNull()).isTrue();
    assertThat(DriftView.of(known).path("budget").isNull()).isTrue();
    assertThat(ModelsView.of(known).path("plan").isNull()).isTrue();
    assertThat(ModelsView.of(known).path("models")).isEmpty();
    assertThat(FlowView.of(known).path("rates").path("at")).isEmpty();
    assertThat(TrainingView.of(known).path("runs")).isEmpty();
    assertThat(RejectsView.of(List.of()).path("rejects")).isEmpty();
    JsonNode json = status.of(known, Records.START);
    assertThat(json.path("broker").path("state").textValue()).isEqualTo("connecting");
    assertThat(json.path("plan").isNull()).isTrue();
    assertThat(json.path("actions").path("how").textValue()).isEqualTo("set a token");
  }

  @Test
  void drift_shows_the_evidence_the_budget_and_what_was_decided() {
    known.told(Records.snapshot(1, Map.of("cat", 1_000L)));
    known.told(Records.snapshot(86_401, Map.of("cat", 3_000L), DRIFT));
    known.told(
        new Adaptation(
            "a-1",
            Records.STREAM,
            Gear.REBALANCE,
            "the mix moved",
            DRIFT,
            new TreeMap<>(Map.of("cat", 1.0)),
            new TreeMap<>(),
            Records.at(9)));
    known.told(new TrainingEvent.Failed("a-1", "no labels", Records.at(10)));

    JsonNode json = DriftView.of(known);

    assertThat(json.path("now").path("logE").doubleValue()).isEqualTo(7.25);
    assertThat(json.path("now").path("alarm").booleanValue()).isTrue();
    assertThat(json.path("now").path("words").textValue()).contains("3,000 units");
    assertThat(json.path("history").path("at")).hasSize(2);
    assertThat(json.path("history").path("logThreshold").path(0).isNull()).isTrue();
    assertThat(json.path("history").path("reference").path(0).isNull()).isTrue();
    assertThat(json.path("history").path("reference").path(1).intValue()).isZero();
    assertThat(json.path("moved").path("count").intValue()).isEqualTo(31);
    assertThat(json.path("moved").path("direction").path(0).intValue()).isEqualTo(1);
    assertThat(json.path("shifts").path("live").path(0).doubleValue()).isEqualTo(0.6);
    assertThat(json.path("budget").path("alpha").doubleValue()).isCloseTo(0.01, within(1e-9));
    assertThat(json.path("budget").path("horizon").intValue()).isEqualTo(16_000);
    assertThat(json.path("budget").path("unitsPerDay").doubleValue()).isEqualTo(2_000);
    JsonNode decision = json.path("decisions").path(0);
    assertThat(decision.path("byOperator").booleanValue()).isTrue();
    assertThat(decision.path("outcome").path("state").textValue()).isEqualTo("failed");
    assertThat(decision.path("outcome").path("reason").textValue()).isEqualTo("no labels");
  }

  @Test
  void a_snapshot_before_the_first_label_has_no_place_in_time() {
    known.told(Records.snapshot(1, Map.of()));

    JsonNode json = DriftView.of(known);

    assertThat(json.path("history").path("at")).isEmpty();
  }

  @Test
  void a_rate_of_units_needs_two_points_of_different_times() {
    var point = DriftPoint.of(Records.snapshot(1, Map.of("cat", 5L)));

    assertThat(DriftView.unitsPerDay(List.of(point))).isZero();
    assertThat(DriftView.unitsPerDay(List.of(point, point))).isZero();
  }

  @Test
  void models_show_where_they_stand_and_why_they_were_refused() {
    models();

    JsonNode json = ModelsView.of(known);

    JsonNode second = json.path("models").path(0);
    assertThat(second.path("version").textValue()).isEqualTo(SECOND.version().value());
    assertThat(second.path("state").textValue()).isEqualTo("refused");
    assertThat(second.path("baseline").path("balanced").doubleValue()).isEqualTo(0.5);
    assertThat(second.path("heldOut").path("balanced").doubleValue()).isEqualTo(0.8);
    assertThat(second.path("heldOut").path("medium").isNull()).isTrue();
    assertThat(second.path("refused")).hasSize(2);
    assertThat(second.path("refused").path(0).path("reason").textValue()).isEqualTo("few -0.1");
    assertThat(second.path("refused").path(1).path("reason").textValue())
        .isEqualTo("wrong-digest: not what it says");
    assertThat(json.path("models").path(1).path("state").textValue()).isEqualTo("live");
    assertThat(json.path("served").path("to").path(0).isNull()).isTrue();
  }

  @Test
  void a_model_shows_its_parents_and_its_classes_in_the_order_of_its_outputs() {
    models();

    JsonNode json = ModelView.of(known, SECOND);

    assertThat(json.path("lineage")).hasSize(2);
    assertThat(json.path("lineage").path(1).path("version").textValue())
        .isEqualTo(FIRST.version().value());
    assertThat(TailViewTest.texts(json.path("classes").path("name"))).containsExactly("cat", "elk");
    assertThat(json.path("classes").path("baseRight").path(0).intValue()).isEqualTo(5);
    assertThat(json.path("evaluations").path(0).path("stream").isNull()).isTrue();
    assertThat(ModelView.of(known, FIRST).path("children").path(0).textValue())
        .isEqualTo(SECOND.version().value());
  }

  @Test
  void two_models_are_compared_on_the_same_images_where_the_manifest_has_them() {
    JsonNode json =
        CompareView.of(
            new CompareView.Side(FIRST, Map.of()), new CompareView.Side(SECOND, Map.of()));

    JsonNode classes = json.path("classes");
    assertThat(json.path("sameImages").booleanValue()).isTrue();
    assertThat(TailViewTest.texts(classes.path("name"))).containsExactly("cat", "elk", "dog");
    assertThat(classes.path("difference").path(0).doubleValue()).isEqualTo(0.3);
    assertThat(classes.path("difference").path(2).isNull()).isTrue();
    assertThat(classes.path("bTotal").path(2).isNull()).isTrue();
    assertThat(json.path("groups").path(0).path("better").intValue()).isEqualTo(1);
  }

  @Test
  void models_without_images_in_common_are_compared_by_what_each_manifest_says() {
    JsonNode json =
        CompareView.of(
            new CompareView.Side(SECOND, Map.of()), new CompareView.Side(FIRST, Map.of()));

    assertThat(json.path("sameImages").booleanValue()).isFalse();
    assertThat(json.path("classes").path("difference").path(0).doubleValue()).isZero();
  }

  @Test
  void records_of_another_stream_are_not_shown() {
    known.told(
        new Adaptation(
            "a-1",
            "another",
            Gear.REBALANCE,
            "no",
            DRIFT,
            new TreeMap<>(),
            new TreeMap<>(),
            Records.at(9)));

    assertThat(DriftView.of(known).path("decisions")).isEmpty();
  }

  private void models() {
    known.told(FIRST);
    known.told(SECOND);
    known.told(
        Records.plan(1, RolloutStep.PROMOTED, FIRST.version(), Optional.of(FIRST.version())));
    known.told(
        Records.plan(2, RolloutStep.REFUSED, SECOND.version(), Optional.of(FIRST.version())));
    known.told(
        new GateResult(
            SECOND.version(),
            "held-out",
            Evaluation.NONE,
            Optional.of(FIRST.version()),
            false,
            "few -0.1",
            Records.at(3)));
    known.told(
        new ScorerReport(
            "scorer-0",
            2,
            Optional.of(FIRST.version()),
            1,
            List.of(new Refusal(SECOND.version(), RefusalReason.WRONG_DIGEST, "not what it says")),
            10,
            Records.at(4)));
  }
}
