package io.longshore.runtime.reach;

/** What is at an address. */
public sealed interface Answer {

  /** Kafka, in plain text; whether it wants a login is not known yet. */
  record Kafka() implements Answer {}

  /** Something that speaks TLS. */
  record Tls() implements Answer {}

  /** A connection, and then nothing that Kafka or TLS would say. */
  record Stranger() implements Answer {}

  /**
   * No connection.
   *
   * @param why in a few words
   */
  record Nobody(String why) implements Answer {}
}
