package io.longshore.standalone.cli;

import io.longshore.standalone.text.Size;
import io.longshore.standalone.topics.TopicState;
import io.longshore.standalone.topics.TopicState.Found;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Topics as rows and as fields. */
final class TopicView {
  private static final Map<String, Paint> PAINTS = Map.of("ok", Paint.GOOD);

  private TopicView() {}

  static String text(List<TopicState> topics, Screen screen) {
    var table =
        new Table(
            "TOPIC",
            "PARTITIONS",
            "COPIES",
            "CLEANUP",
            "RETENTION",
            "RECORDS",
            "SIZE",
            "WRITER",
            "STATE");
    for (TopicState state : topics) {
      Optional<Found> found = state.found();
      table.row(
          state.name(),
          found.map(f -> Integer.toString(f.partitions())).orElse("-"),
          found.map(TopicView::copies).orElse("-"),
          found.map(Found::cleanup).orElse("-"),
          found.map(TopicView::retention).orElse("-"),
          found.map(f -> String.format(Locale.ROOT, "%,d", f.records())).orElse("-"),
          found.map(f -> size(f.bytes())).orElse("-"),
          state.topic().writer().service(),
          state.isGood() ? "ok" : String.join("; ", state.problems()));
    }
    return table.on(screen, PAINTS);
  }

  static Fields fields(TopicState state) {
    return new Fields()
        .put("topic", state.topic().name())
        .put("name", state.name())
        .put("writer", state.topic().writer().service())
        .object("found", state.found().map(TopicView::fields))
        .flag("ok", state.isGood())
        .texts("problems", state.problems());
  }

  private static Fields fields(Found found) {
    return new Fields()
        .put("partitions", found.partitions())
        .put("replication", found.replication())
        .put("inSync", found.inSync())
        .put("cleanup", found.cleanup())
        .put("retentionMillis", found.retentionMillis())
        .put("records", found.records())
        .put("bytes", found.bytes());
  }

  private static String copies(Found found) {
    return found.inSync() < found.replication()
        ? "%d, %d in sync".formatted(found.replication(), found.inSync())
        : Integer.toString(found.replication());
  }

  private static String retention(Found found) {
    if (found.cleanup().equals("compact")) {
      return "latest of each key";
    }
    return found.retentionMillis() < 0
        ? "for ever"
        : Times.spoken(Duration.ofMillis(found.retentionMillis()));
  }

  private static String size(OptionalLong bytes) {
    return bytes.isEmpty() ? "?" : Size.of(bytes.getAsLong());
  }
}
