package io.longshore.bench.ssd;

import java.util.ArrayList;
import java.util.List;

/** Remembers what a benchmark told. */
class RecordedBench implements BenchListener {
  final List<Progress> epochs = new ArrayList<>();
  final List<Row> rows = new ArrayList<>();
  final List<String> notes = new ArrayList<>();

  @Override
  public void epoch(Progress progress) {
    epochs.add(progress);
  }

  @Override
  public void row(Row row) {
    rows.add(row);
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }
}
