package io.longshore.bench.drift.stream;

import io.longshore.bench.drift.CsvRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Labels in sessions, oldest first.
 *
 * @param name for the table
 * @param classes names, in the order they were first seen
 * @param skipped rows of the file that were no label with a date and a session
 */
public record DatedStream(String name, List<String> classes, List<Session> sessions, int skipped) {

  public DatedStream {
    classes = List.copyOf(classes);
    sessions = List.copyOf(sessions);
  }

  private record Row(LocalDate date, String session, String label) {}

  /**
   * Reads a CSV file with the columns {@code date,period,species}. A new period begins a new
   * session; rows of one day stay in the order of the file. "NA" is a class like any other.
   *
   * @throws io.longshore.bench.drift.UnreadableTableException if it cannot be read
   */
  public static DatedStream read(String name, Path file) {
    CsvRows table = CsvRows.read(file, "date", "period", "species");
    List<Row> rows =
        table.rows().stream()
            .flatMap(fields -> row(fields).stream())
            .sorted(Comparator.comparing(Row::date))
            .toList();
    int skipped = table.broken() + table.rows().size() - rows.size();
    return of(name, rows, skipped);
  }

  private static Optional<Row> row(List<String> fields) {
    if (fields.contains("")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Row(LocalDate.parse(fields.get(0)), fields.get(1), fields.get(2)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static DatedStream of(String name, List<Row> rows, int skipped) {
    Map<String, Integer> places = new LinkedHashMap<>();
    rows.forEach(row -> places.putIfAbsent(row.label(), places.size()));
    List<Session> sessions = new ArrayList<>();
    int begin = 0;
    for (int i = 1; i <= rows.size(); i++) {
      if (i == rows.size() || !rows.get(i).session().equals(rows.get(begin).session())) {
        int[] labels =
            rows.subList(begin, i).stream().mapToInt(row -> places.get(row.label())).toArray();
        sessions.add(new Session(rows.get(begin).date(), labels));
        begin = i;
      }
    }
    return new DatedStream(name, List.copyOf(places.keySet()), sessions, skipped);
  }

  /** The same labels at the same dates in random order: nothing moves in it. */
  public DatedStream shuffled(SplittableRandom random) {
    int[] labels = sessions.stream().flatMapToInt(s -> Arrays.stream(s.labels())).toArray();
    for (int i = labels.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int label = labels[i];
      labels[i] = labels[other];
      labels[other] = label;
    }
    List<Session> shuffled = new ArrayList<>();
    int at = 0;
    for (Session session : sessions) {
      int end = at + session.labels().length;
      shuffled.add(new Session(session.date(), Arrays.copyOfRange(labels, at, end)));
      at = end;
    }
    return new DatedStream(name + ", shuffled", classes, shuffled, skipped);
  }

  public int labels() {
    return sessions.stream().mapToInt(session -> session.labels().length).sum();
  }
}
