package io.longshore.tracker.streams;

import io.longshore.schemas.Codec;
import io.longshore.schemas.Encoded;
import io.longshore.schemas.KeyCodec;
import java.util.HashMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** A topic's codecs as Kafka knows them: what a codec says in headers is said in the record's. */
final class CodecSerde {

  private CodecSerde() {}

  static <K> Serde<K> key(KeyCodec<K> codec) {
    return Serdes.serdeFrom(
        (topic, key) -> codec.encode(key), (topic, bytes) -> codec.decode(bytes));
  }

  static <V> Serde<V> value(Codec<V> codec) {
    return Serdes.serdeFrom(new ValueSerializer<>(codec), new ValueDeserializer<>(codec));
  }

  private record ValueSerializer<V>(Codec<V> codec) implements Serializer<V> {

    @Override
    public byte[] serialize(String topic, V value) {
      throw new UnsupportedOperationException(
          "records of " + topic + " have headers and cannot be written without");
    }

    @Override
    public byte[] serialize(String topic, Headers headers, V value) {
      Encoded encoded = codec.encode(value);
      encoded.headers().forEach((name, content) -> headers.remove(name).add(name, content));
      return encoded.bytes();
    }
  }

  private record ValueDeserializer<V>(Codec<V> codec) implements Deserializer<V> {

    @Override
    public V deserialize(String topic, byte[] bytes) {
      throw new UnsupportedOperationException(
          "records of " + topic + " have headers and cannot be read without");
    }

    @Override
    public V deserialize(String topic, Headers headers, byte[] bytes) {
      var byName = new HashMap<String, byte[]>();
      for (Header header : headers) {
        byName.put(header.key(), header.value());
      }
      return codec.decode(new Encoded(bytes, byName));
    }
  }
}
