package io.longshore.tracker.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** How a value is written as bytes, and read again. */
public interface Form<T> {
  /** Text in UTF-8. */
  Form<String> TEXT =
      new Form<>() {
        @Override
        public byte[] write(String value) {
          return value.getBytes(UTF_8);
        }

        @Override
        public String read(byte[] bytes) {
          return new String(bytes, UTF_8);
        }
      };

  /** A number in eight bytes. */
  Form<Long> NUMBER =
      new Form<>() {
        @Override
        public byte[] write(Long value) {
          return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        }

        @Override
        public Long read(byte[] bytes) {
          return ByteBuffer.wrap(bytes).getLong();
        }
      };

  byte[] write(T value);

  T read(byte[] bytes);
}
