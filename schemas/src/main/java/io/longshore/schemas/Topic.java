package io.longshore.schemas;

/**
 * A topic with its types.
 *
 * @param name without the deployment's prefix
 * @param key codec of the keys
 * @param value codec of the values
 * @param cleanup what it keeps
 * @param scale how it is partitioned
 * @param writer the one service that writes it
 */
public record Topic<K, V>(
    String name, KeyCodec<K> key, Codec<V> value, Cleanup cleanup, Scale scale, Writer writer) {

  @Override
  public String toString() {
    return name;
  }
}
