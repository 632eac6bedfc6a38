package io.longshore.schemas;

/**
 * One record with everything filled in.
 *
 * @param name of its golden files
 */
record ExampleRecord<K, V>(String name, Topic<K, V> topic, K key, V value) {

  Encoded encoded() {
    return topic.value().encode(value);
  }

  @Override
  public String toString() {
    return name;
  }
}
