package io.longshore.loadtest.kill;

import io.longshore.loadtest.audit.Audit;
import io.longshore.loadtest.audit.Ledger;
import io.longshore.loadtest.audit.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of a kill test.
 *
 * @param survived plan and models at the end
 * @param violations what must not be; empty if all is well
 */
record KillReport(
    Ledger ledger, Audit audit, Survival survived, List<Kill> kills, List<String> violations) {

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(line("%-10s %14s %10s %10s", "SENT", "ACKNOWLEDGED", "UNKNOWN", "REFUSED"));
    lines.add(
        line(
            "%-10s %,14d %,10d %,10d",
            "images",
            ledger.images(Outcome.ACKNOWLEDGED).size(),
            ledger.images(Outcome.UNKNOWN).size(),
            ledger.images(Outcome.REFUSED).size()));
    lines.add(
        line(
            "%-10s %,14d %,10d %,10d",
            "labels",
            ledger.labels(Outcome.ACKNOWLEDGED).size(),
            ledger.labels(Outcome.UNKNOWN).size(),
            ledger.labels(Outcome.REFUSED).size()));
    lines.add("");
    lines.add(
        line("images on their topic     %,d, in %,d records", audit.images().size(), records()));
    lines.add(line("images predicted          %,d", audit.predictions().size()));
    lines.add(line("repeats marked            %,d", audit.marked()));
    lines.add(line("images labelled           %,d", audit.labels().size()));
    lines.add("class-frequencies         " + audit.frequencies());
    lines.add("rollout plan              epoch " + survived.epoch());
    lines.add("models                    " + survived.models());
    lines.add("kills proven              " + proven() + " of " + kills.size());
    lines.add(line("longest time without 202  %.1f s", ledger.pulse().longestGapSeconds()));
    lines.add("");
    violations.forEach(violation -> lines.add("VIOLATION: " + violation));
    lines.add(violations.isEmpty() ? "nothing was lost, nothing was done twice" : "FAILED");
    return List.copyOf(lines);
  }

  private int records() {
    return audit.images().values().stream().mapToInt(Integer::intValue).sum();
  }

  private long proven() {
    return kills.stream().filter(Kill::isProven).count();
  }

  private static String line(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
