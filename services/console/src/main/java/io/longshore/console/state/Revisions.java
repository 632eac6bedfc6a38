package io.longshore.console.state;

import java.util.EnumMap;
import java.util.Map;

/** How often what each view shows has changed. */
final class Revisions {
  private final Map<View, Long> counts = new EnumMap<>(View.class);

  void touch(View... views) {
    for (View view : views) {
      counts.merge(view, 1L, Long::sum);
    }
  }

  long of(View view) {
    return counts.getOrDefault(view, 0L);
  }
}
