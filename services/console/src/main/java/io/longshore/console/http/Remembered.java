package io.longshore.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.longshore.console.state.Known;
import io.longshore.console.state.Shared;
import io.longshore.console.state.View;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a view, made again only when what it shows has changed: many browsers cost as much as
 * one. What is needed is taken in one short look, what takes time is done after it.
 */
final class Remembered<T> {
  private final Shared shared;
  private final View view;
  private final Function<Known, T> take;
  private final Function<T, JsonNode> show;
  private @Nullable Made made;

  private record Made(long revision, byte[] bytes) {}

  private record Taken<T>(long revision, T facts) {}

  /**
   * @param take facts, as values that nobody changes
   * @param show them
   */
  Remembered(Shared shared, View view, Function<Known, T> take, Function<T, JsonNode> show) {
    this.shared = shared;
    this.view = view;
    this.take = take;
    this.show = show;
  }

  synchronized byte[] bytes() {
    Made before = made;
    if (before != null && shared.look(known -> known.revision(view)) == before.revision()) {
      return before.bytes();
    }
    Taken<T> taken = shared.look(known -> new Taken<>(known.revision(view), take.apply(known)));
    byte[] bytes = Reply.bytes(show.apply(taken.facts()));
    made = new Made(taken.revision(), bytes);
    return bytes;
  }
}
