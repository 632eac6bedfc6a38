package io.longshore.console.kafka;

import io.longshore.console.state.Known;
import io.longshore.runtime.kafka.Received;
import io.longshore.schemas.Topic;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A topic that is followed.
 *
 * @param newest records of each partition that are read at the start; those before are passed over
 * @param tell what a record means
 * @param cut what it means that records were passed over
 */
record Feed<K, V>(
    Topic<K, V> topic, long newest, BiConsumer<Known, Received<K, V>> tell, Consumer<Known> cut) {

  static <K, V> Feed<K, V> whole(Topic<K, V> topic, BiConsumer<Known, Received<K, V>> tell) {
    return newest(topic, Long.MAX_VALUE, tell);
  }

  static <K, V> Feed<K, V> newest(
      Topic<K, V> topic, long newest, BiConsumer<Known, Received<K, V>> tell) {
    return new Feed<>(topic, newest, tell, known -> {});
  }
}
