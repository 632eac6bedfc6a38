package io.longshore.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How the parts of a process are. A part is starting until it says that it is ready; a part that is
 * broken never recovers: the process must be started again.
 */
public final class Health {

  /** State of one part. */
  public sealed interface State {
    /** Not ready yet, or no longer: why. */
    record Waiting(String reason) implements State {}

    /** Doing its work. */
    record Ready() implements State {}

    /** Beyond repair in this process. */
    record Broken(String reason) implements State {}
  }

  private final Map<String, State> parts = new ConcurrentSkipListMap<>();
  private final Consumer<String> whenBroken;

  /**
   * @param whenBroken told the part and reason each time a part breaks; a launcher ends the process
   */
  public Health(Consumer<String> whenBroken) {
    this.whenBroken = whenBroken;
  }

  public void waiting(String part, String reason) {
    parts.compute(
        part, (name, old) -> old instanceof State.Broken ? old : new State.Waiting(reason));
  }

  /** Says better why a part waits; nothing if it does not wait, or no longer. */
  public void stillWaiting(String part, String reason) {
    parts.computeIfPresent(
        part, (name, old) -> old instanceof State.Waiting ? new State.Waiting(reason) : old);
  }

  public void ready(String part) {
    parts.compute(part, (name, old) -> old instanceof State.Broken ? old : new State.Ready());
  }

  public void broken(String part, String reason) {
    State old = parts.put(part, new State.Broken(reason));
    if (!(old instanceof State.Broken)) {
      whenBroken.accept(part + ": " + reason);
    }
  }

  /** Whether every part is ready; a process without parts is not. */
  public boolean isReady() {
    return !parts.isEmpty() && parts.values().stream().allMatch(State.Ready.class::isInstance);
  }

  /** Whether no part is broken. */
  public boolean isLive() {
    return parts.values().stream().noneMatch(State.Broken.class::isInstance);
  }

  public Optional<State> of(String part) {
    return Optional.ofNullable(parts.get(part));
  }

  /** One line a part. */
  public String inWords() {
    return parts.entrySet().stream()
        .map(e -> e.getKey() + ": " + words(e.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String words(State state) {
    if (state instanceof State.Waiting waiting) {
      return "waiting, " + waiting.reason();
    }
    return state instanceof State.Broken broken ? "broken, " + broken.reason() : "ready";
  }
}
