package io.longshore.console.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.longshore.console.state.Known;
import io.longshore.console.state.Shared;
import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.http.Admission;
import io.longshore.runtime.http.Gate;
import io.longshore.runtime.kafka.RecordNotWrittenException;
import io.longshore.runtime.operator.OperatorDesk;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a record of what somebody asks for, if they may and saw the plan as it is. Two who ask at
 * once have two records; the plan says what came of each.
 */
final class RequestRoute {
  private static final Logger log = LoggerFactory.getLogger(RequestRoute.class);
  private static final int MOST_BYTES = 8 * 1024;
  private static final String REASON = "in the console: ";

  private final Gate gate;
  private final Token token;
  private final Shared shared;
  private final OperatorDesk desk;

  RequestRoute(Gate gate, Token token, Shared shared, OperatorDesk desk) {
    this.gate = gate;
    this.token = token;
    this.shared = shared;
    this.desk = desk;
  }

  void ask(Context context) throws IOException {
    Origin.requireOwn(
        context.header("Origin"), context.header("Sec-Fetch-Site"), context.header("Host"));
    requireTurn(context);
    token.require(context.header("Authorization"));
    String type = context.header("Content-Type");
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Reply.JSON_TYPE)) {
      throw new HttpProblem(415, "a request is application/json");
    }
    RequestBody wanted = RequestBody.read(read(context));
    check(wanted);
    OperatorRequest written = write(wanted);
    log.atInfo()
        .addKeyValue("request", written.id())
        .addKeyValue("kind", wanted.kind().word())
        .log("an operator asked");
    Reply.write(
        context,
        202,
        JsonNodeFactory.instance
            .objectNode()
            .put("id", written.id())
            .put("kind", wanted.kind().word())
            .put("planEpoch", wanted.planEpoch()));
  }

  /**
   * Before the token is looked at, or a guess would be answered however often it comes; after the
   * origin is, or a page of another site could use up the turns of whoever looks at it.
   */
  private void requireTurn(Context context) {
    if (gate.admit(null, context.ip()) instanceof Admission.Refused refused) {
      refused.headers().forEach(context::header);
      throw new HttpProblem(refused.status(), refused.message());
    }
  }

  private static byte[] read(Context context) throws IOException {
    try (InputStream in = context.bodyInputStream()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new HttpProblem(400, "a request is at most %d bytes".formatted(MOST_BYTES));
      }
      return bytes;
    }
  }

  private void check(RequestBody wanted) {
    Optional<RolloutPlan> plan = shared.look(known -> known.plans().latest());
    long epoch = plan.map(RolloutPlan::epoch).orElse(0L);
    if (epoch != wanted.planEpoch()) {
      throw new HttpProblem(
          409,
          "the plan is at epoch %d now, not %d: look again".formatted(epoch, wanted.planEpoch()),
          Map.of("planEpoch", epoch));
    }
    if (wanted.kind() == RequestBody.Kind.ROLL_BACK) {
      checkRollBack(wanted.version(), plan);
    }
    wanted.version().ifPresent(version -> checkKnown(version));
  }

  private void checkKnown(ModelVersion version) {
    if (shared.look((Known known) -> known.shelf().of(version)).isEmpty()) {
      throw new HttpProblem(404, "there is no model " + version.brief());
    }
  }

  private static void checkRollBack(Optional<ModelVersion> version, Optional<RolloutPlan> plan) {
    if (!plan.flatMap(RolloutPlan::live).equals(version)) {
      throw new HttpProblem(400, "one goes back from the live model; this version is not live");
    }
    if (plan.flatMap(RolloutPlan::previous).isEmpty()) {
      throw new HttpProblem(400, "no model was live before this one: nothing to go back to");
    }
  }

  private OperatorRequest write(RequestBody wanted) {
    String reason = REASON + wanted.reason();
    try {
      return switch (wanted.kind()) {
        case PROMOTE -> desk.promote(wanted.version().orElseThrow(), reason);
        case ROLL_BACK -> desk.rollBack(wanted.version().orElseThrow(), reason);
        case PAUSE -> desk.pause(reason);
        case RESUME -> desk.resume(reason);
      };
    } catch (RecordNotWrittenException e) {
      log.atWarn().setCause(e).log("a request could not be written");
      throw new HttpProblem(
          503,
          "the broker did not confirm the request; look whether it is among the requests before you"
              + " ask again: "
              + e.getMessage());
    }
  }
}
