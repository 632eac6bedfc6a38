package io.longshore.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.Records;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.rollout.RolloutStep;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final ModelVersion MODEL = Records.version(1);

  private final Requests requests = new Requests(10);

  @Test
  void of_two_who_ask_the_same_at_once_the_plan_answers_the_first() {
    requests.told(promote("a", "ann: now"));
    requests.told(promote("b", "ann: now"));

    List<Asked> asked = requests.answered(List.of(promoted(2, "ann: now")));

    assertThat(asked).extracting(one -> one.request().id()).containsExactly("b", "a");
    assertThat(asked.get(0).answer()).isEmpty();
    assertThat(asked.get(1).answer()).map(RolloutPlan::epoch).contains(2L);
  }

  @Test
  void a_plan_for_another_reason_answers_nobody() {
    requests.told(promote("a", "ann: now"));

    assertThat(requests.answered(List.of(promoted(2, "passed its gate"))).get(0).answer())
        .isEmpty();
  }

  @Test
  void a_plan_from_before_the_request_does_not_answer_it() {
    requests.told(new OperatorRequest.Pause("a", Records.STREAM, "ann: stop", Records.at(3_600)));

    List<Asked> asked =
        requests.answered(
            List.of(
                Records.plan(
                    2,
                    RolloutStep.PAUSED,
                    MODEL,
                    Optional.empty(),
                    Optional.empty(),
                    "ann: stop")));

    assertThat(asked.get(0).kind()).isEqualTo("pause");
    assertThat(asked.get(0).answer()).isEmpty();
  }

  @Test
  void the_same_record_twice_is_one_request() {
    requests.told(promote("a", "ann: now"));
    requests.told(promote("a", "ann: now"));

    assertThat(requests.answered(List.of())).hasSize(1);
  }

  private static OperatorRequest promote(String id, String reason) {
    return new OperatorRequest.Promote(id, Records.STREAM, MODEL, reason, Records.at(1));
  }

  private static RolloutPlan promoted(long epoch, String reason) {
    return Records.plan(
        epoch, RolloutStep.PROMOTED, MODEL, Optional.of(MODEL), Optional.empty(), reason);
  }
}
