package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Known;
import io.longshore.console.state.Link;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** Whether the console sees anything, and what it may do. */
public final class StatusView {
  private final String version;
  private final String bootstrap;
  private final Instant startedAt;
  private final Optional<String> howToTurnActionsOn;

  /**
   * @param howToTurnActionsOn in a sentence; empty if they are on
   */
  public StatusView(
      String version, String bootstrap, Instant startedAt, Optional<String> howToTurnActionsOn) {
    this.version = version;
    this.bootstrap = bootstrap;
    this.startedAt = startedAt;
    this.howToTurnActionsOn = howToTurnActionsOn;
  }

  public ObjectNode of(Known known, Instant now) {
    ObjectNode json = Json.object();
    json.putObject("console")
        .put("version", version)
        .put("startedAt", startedAt.toEpochMilli())
        .put("now", now.toEpochMilli());
    json.put("stream", known.stream());
    json.set("broker", broker(known.link()));
    json.set("reading", reading(known));
    json.set("garbage", garbage(known));
    ObjectNode actions =
        json.putObject("actions").put("state", howToTurnActionsOn.isEmpty() ? "on" : "off");
    actions.set("how", Json.text(howToTurnActionsOn));
    json.set("plan", PlanView.of(known.plans().latest()));
    return json.put(
        "alarm", known.mix().latest().filter(snapshot -> snapshot.drift().alarm()).isPresent());
  }

  private ObjectNode broker(Link link) {
    ObjectNode json =
        Json.object()
            .put("state", Json.word(link.state()))
            .put("since", link.since().toEpochMilli())
            .put("bootstrap", bootstrap);
    json.set(
        "message", Json.text(Optional.of(link.message()).filter(message -> !message.isEmpty())));
    return json;
  }

  private static ObjectNode reading(Known known) {
    ObjectNode json = Json.object().put("caughtUp", known.reading().isCaughtUp());
    ArrayNode topics = json.putArray("topics");
    var names = new TreeSet<>(known.reading().behind().keySet());
    names.addAll(known.read().keySet());
    for (String topic : names) {
      topics
          .addObject()
          .put("name", topic)
          .put("records", known.read().getOrDefault(topic, 0L))
          .put("behind", known.reading().behind().getOrDefault(topic, 0L));
    }
    return json;
  }

  private static ArrayNode garbage(Known known) {
    ArrayNode json = Json.array();
    known
        .garbage()
        .counts()
        .forEach(
            (topic, count) ->
                json.addObject()
                    .put("topic", topic)
                    .put("records", count.records())
                    .put("message", count.message())
                    .put("at", count.at().toEpochMilli()));
    return json;
  }
}
