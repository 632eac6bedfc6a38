package io.longshore.console.state;

import java.time.Instant;

/**
 * Whether there is a broker.
 *
 * @param state how it stands
 * @param since when that began
 * @param message why there is none; empty while there is one
 */
public record Link(State state, Instant since, String message) {

  /** Of the connection. */
  public enum State {
    /** Never yet. */
    CONNECTING,
    CONNECTED,
    /** It was there. */
    LOST
  }

  public static Link begin(Instant at) {
    return new Link(State.CONNECTING, at, "no broker has answered yet");
  }

  /** The cluster answered. */
  public Link answered(Instant at) {
    return state == State.CONNECTED ? this : new Link(State.CONNECTED, at, "");
  }

  /** It did not. */
  public Link failed(Instant at, String why) {
    return switch (state) {
      case CONNECTED -> new Link(State.LOST, at, why);
      case CONNECTING, LOST -> new Link(state, since, why);
    };
  }
}
