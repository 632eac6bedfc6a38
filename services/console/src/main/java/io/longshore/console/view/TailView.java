package io.longshore.console.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.console.state.Tally;
import io.longshore.domain.drift.BinomialConfidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelManifest;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The classes: how frequent they are, and how well the live model knows them. */
public final class TailView {
  private static final int NEWEST = 20;

  private final Intervals intervals;

  public TailView(Intervals intervals) {
    this.intervals = intervals;
  }

  public ObjectNode of(ClassFacts facts) {
    ObjectNode json = Json.object();
    json.put("sequence", facts.snapshot().map(ClassFrequencies::sequence).orElse(null));
    json.set("asOf", Json.time(facts.snapshot().map(ClassFrequencies::asOf)));
    json.put("trim", facts.snapshot().map(ClassFrequencies::trim).orElse(null));
    json.set("policy", Json.text(facts.snapshot().flatMap(ClassFrequencies::policy)));
    json.put("labels", facts.snapshot().map(ClassFrequencies::labels).orElse(0L));
    json.put("units", facts.snapshot().map(ClassFrequencies::units).orElse(0L));
    json.set("model", Json.version(facts.live().map(ModelManifest::version)));
    json.put("alpha", intervals.alpha());
    List<ClassFacts.Facts> classes = facts.classes();
    json.set("classes", columns(classes));
    json.set("groups", groups(classes));
    json.set("newest", newest(classes));
    return json;
  }

  private ObjectNode columns(List<ClassFacts.Facts> classes) {
    Columns columns =
        Columns.of(
            "name",
            "labels",
            "units",
            "recent",
            "live",
            "training",
            "reference",
            "images",
            "group",
            "firstSeen",
            "right",
            "judged",
            "recall",
            "low",
            "high",
            "heldRight",
            "heldTotal");
    ObjectNode one = Json.object();
    for (ClassFacts.Facts facts : classes) {
      one.removeAll();
      write(facts, one);
      columns.object().fieldNames().forEachRemaining(name -> columns.to(name).add(one.get(name)));
    }
    return columns.object();
  }

  /** The fields of one class. */
  void write(ClassFacts.Facts facts, ObjectNode json) {
    boolean known = facts.entry().isPresent();
    json.put("name", facts.name());
    json.put("labels", facts.counts().labels());
    json.put("units", facts.counts().units());
    json.set("recent", Json.number(facts.counts().decayed()));
    json.set("live", Json.number(facts.live()));
    json.set("training", known ? Json.number(facts.training()) : Json.nothing());
    json.set("reference", known ? Json.number(facts.reference()) : Json.nothing());
    json.put("images", facts.entry().map(entry -> entry.images()).orElse(null));
    json.put("group", facts.group());
    json.set("firstSeen", Json.time(facts.firstSeen()));
    write(facts.tally(), json);
    json.put("heldRight", facts.held().map(result -> result.correct()).orElse(null));
    json.put("heldTotal", facts.held().map(result -> result.total()).orElse(null));
  }

  private void write(Tally tally, ObjectNode json) {
    json.put("right", tally.right());
    json.put("judged", tally.judged());
    json.set("recall", Json.ratio(tally.right(), tally.judged()));
    BinomialConfidence interval = intervals.of(tally);
    json.set("low", Json.number(interval.lower()));
    json.set("high", Json.number(interval.upper()));
  }

  private ArrayNode groups(List<ClassFacts.Facts> classes) {
    ArrayNode groups = Json.array();
    for (int group = 0; group <= Json.UNKNOWN_GROUP; group++) {
      int wanted = group;
      List<ClassFacts.Facts> of = classes.stream().filter(c -> c.group() == wanted).toList();
      if (!of.isEmpty()) {
        groups.add(group(group, of));
      }
    }
    return groups;
  }

  private ObjectNode group(int group, List<ClassFacts.Facts> classes) {
    ObjectNode json = Json.object().put("group", group).put("classes", classes.size());
    json.put("labels", classes.stream().mapToLong(c -> c.counts().labels()).sum());
    json.set("live", Json.number(classes.stream().mapToDouble(ClassFacts.Facts::live).sum()));
    json.set(
        "training",
        group == Json.UNKNOWN_GROUP
            ? Json.nothing()
            : Json.number(classes.stream().mapToDouble(ClassFacts.Facts::training).sum()));
    write(classes.stream().map(ClassFacts.Facts::tally).reduce(Tally.NONE, Tally::and), json);
    OptionalDouble recall =
        classes.stream()
            .map(ClassFacts.Facts::tally)
            .filter(tally -> tally.judged() > 0)
            .mapToDouble(tally -> (double) tally.right() / tally.judged())
            .average();
    OptionalDouble held =
        classes.stream()
            .flatMap(c -> c.held().stream())
            .mapToDouble(result -> (double) result.correct() / result.total())
            .average();
    json.set("recall", Json.number(recall));
    json.set("heldOut", Json.number(held));
    return json;
  }

  private static ObjectNode newest(List<ClassFacts.Facts> classes) {
    Columns columns = Columns.of("name", "firstSeen", "labels", "known");
    classes.stream()
        .filter(c -> c.firstSeen().isPresent())
        .sorted(
            Comparator.comparing((ClassFacts.Facts c) -> c.firstSeen().orElseThrow()).reversed())
        .limit(NEWEST)
        .forEach(
            c -> {
              columns.to("name").add(c.name());
              columns.to("firstSeen").add(Json.time(c.firstSeen()));
              columns.to("labels").add(c.counts().labels());
              columns.to("known").add(c.entry().isPresent());
            });
    return columns.object();
  }
}
