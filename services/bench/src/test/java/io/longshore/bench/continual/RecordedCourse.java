package io.longshore.bench.continual;

import io.longshore.bench.ssd.BenchListener.Progress;
import java.util.ArrayList;
import java.util.List;

/** Remembers what a benchmark told. */
class RecordedCourse implements ContinualListener {
  final List<Progress> epochs = new ArrayList<>();
  final List<ContinualRow> rows = new ArrayList<>();
  final List<String> notes = new ArrayList<>();

  @Override
  public void epoch(Progress progress) {
    epochs.add(progress);
  }

  @Override
  public void row(ContinualRow row) {
    rows.add(row);
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }
}
