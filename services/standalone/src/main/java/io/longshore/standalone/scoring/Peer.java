package io.longshore.standalone.scoring;

import java.util.List;

/**
 * A program of others that scores: it reads images from one topic and writes predictions to
 * another.
 *
 * @param name as tables show it
 * @param command its words
 */
public record Peer(String name, List<String> command) {

  public Peer {
    command = List.copyOf(command);
  }

  /** Reads {@code NAME=COMMAND}, whose words are parted by spaces. */
  public static Peer parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || text.substring(equals + 1).isBlank()) {
      throw new IllegalArgumentException("'%s' is no peer: NAME=COMMAND is wanted".formatted(text));
    }
    return new Peer(
        text.substring(0, equals), List.of(text.substring(equals + 1).strip().split(" +", -1)));
  }
}
