package io.longshore.tracker.streams;

import io.longshore.tracker.memory.Form;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Values that only the tracker reads, on its internal topic. */
final class BinarySerde {

  private BinarySerde() {}

  static <T> Serde<T> of(Form<T> form) {
    return Serdes.serdeFrom(
        (topic, value) -> form.write(value), (topic, bytes) -> form.read(bytes));
  }
}
