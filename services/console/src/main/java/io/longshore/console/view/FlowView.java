package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Extent;
import io.longshore.console.state.FlowLog;
import io.longshore.console.state.GroupLag;
import io.longshore.console.state.Known;
import io.longshore.console.state.Quantiles;
import io.longshore.console.state.Run;
import io.longshore.console.state.Sighting;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** How much flows, how far behind everybody is, and how long it takes. */
public final class FlowView {
  private static final double MEDIAN = 0.5;
  private static final double MOST = 0.95;
  private static final double NEARLY_ALL = 0.99;

  private FlowView() {}

  public static ObjectNode of(Known known) {
    List<FlowLog.Point> points = known.flow().points();
    ObjectNode json = Json.object();
    json.set("rates", rates(points));
    json.set("lag", lags(known.flow().latest()));
    json.set("lagHistory", lagHistory(points));
    json.set("latency", latency(points));
    json.set("topics", topics(known.flow().latest()));
    json.set("rejects", rejects(known));
    json.set("scorers", ScorersView.of(known.scorers()));
    ArrayNode running = json.putObject("training").putArray("running");
    known.runs().newestFirst().stream()
        .filter(run -> run.state() == Run.State.RUNNING)
        .forEach(run -> running.add(run.id()));
    return json;
  }

  private static ObjectNode rates(List<FlowLog.Point> points) {
    Columns columns = Columns.of("at", "images", "labels", "predictions", "rejects");
    for (FlowLog.Point point : points) {
      columns.to("at").add(Json.time(point.at()));
      columns.to("images").add(Json.number(point.images()));
      columns.to("labels").add(Json.number(point.labels()));
      columns.to("predictions").add(Json.number(point.predictions()));
      columns.to("rejects").add(Json.number(point.rejects()));
    }
    return columns.object();
  }

  private static ArrayNode lags(Optional<Sighting> latest) {
    ArrayNode json = Json.array();
    for (GroupLag group : latest.map(Sighting::lags).orElse(List.of())) {
      ObjectNode one = json.addObject().put("group", group.group()).put("topic", group.topic());
      one.put("state", group.state()).put("members", group.members()).put("lag", group.lag());
      Columns columns = Columns.in(one);
      for (GroupLag.Position position : group.positions()) {
        columns.to("partition").add(position.partition());
        columns.to("end").add(position.end());
        columns.to("next").add(position.next());
      }
    }
    return json;
  }

  private static ObjectNode lagHistory(List<FlowLog.Point> points) {
    ObjectNode json = Json.object();
    Columns groups = Columns.in(Json.object());
    var names = new TreeSet<String>();
    points.forEach(point -> names.addAll(point.lag().keySet()));
    ArrayNode at = json.putArray("at");
    for (FlowLog.Point point : points) {
      at.add(Json.time(point.at()));
      names.forEach(name -> groups.to(name).add(point.lag().get(name)));
    }
    json.set("groups", groups.object());
    return json;
  }

  private static ObjectNode latency(List<FlowLog.Point> points) {
    Columns columns = Columns.of("at", "images", "p50", "p95", "p99");
    for (FlowLog.Point point : points) {
      if (point.latency().isPresent()) {
        Quantiles found = point.latency().get();
        columns.to("at").add(Json.time(point.at()));
        columns.to("images").add(found.size());
        columns.to("p50").add(found.at(MEDIAN));
        columns.to("p95").add(found.at(MOST));
        columns.to("p99").add(found.at(NEARLY_ALL));
      }
    }
    return columns.object();
  }

  private static ObjectNode topics(Optional<Sighting> latest) {
    Columns columns = Columns.of("name", "partitions", "first", "end", "records");
    latest.ifPresent(
        sighting ->
            sighting
                .topics()
                .forEach(
                    (name, extents) -> {
                      columns.to("name").add(name);
                      columns.to("partitions").add(extents.size());
                      columns.to("first").add(extents.stream().mapToLong(Extent::first).sum());
                      columns.to("end").add(extents.stream().mapToLong(Extent::end).sum());
                      columns.to("records").add(extents.stream().mapToLong(Extent::records).sum());
                    }));
    return columns.object();
  }

  private static ObjectNode rejects(Known known) {
    Columns columns = Columns.of("service", "reason", "records");
    var counts = new TreeMap<>(known.rejections().counts());
    counts.forEach(
        (kind, records) -> {
          columns.to("service").add(kind.service());
          columns.to("reason").add(Json.word(kind.reason()));
          columns.to("records").add(records);
        });
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    return columns.object().put("total", total);
  }

  /** The newest point, as an event. */
  static ObjectNode point(FlowLog.Point point) {
    ObjectNode json = Json.object();
    json.set("at", Json.time(point.at()));
    json.set("images", Json.number(point.images()));
    json.set("labels", Json.number(point.labels()));
    json.set("predictions", Json.number(point.predictions()));
    json.set("rejects", Json.number(point.rejects()));
    ObjectNode lag = json.putObject("lag");
    point.lag().forEach(lag::put);
    if (point.latency().isPresent()) {
      Quantiles found = point.latency().get();
      json.putObject("latency")
          .put("images", found.size())
          .put("p50", found.at(MEDIAN))
          .put("p95", found.at(MOST))
          .put("p99", found.at(NEARLY_ALL));
    } else {
      json.putNull("latency");
    }
    return json;
  }
}
