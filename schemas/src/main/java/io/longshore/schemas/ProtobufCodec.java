package io.longshore.schemas;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value as one Protobuf message, with the schema's name in a header.
 *
 * <p>The same value has the same bytes wherever it is written: maps are sorted by key.
 *
 * @param schema what the header says
 * @param parser of the message
 * @param write value to message
 * @param read message to value; sees only messages whose required fields are all set, and throws
 *     IllegalArgumentException for a value that is not allowed
 * @param shortcut tried first
 */
record ProtobufCodec<T, M extends Message>(
    SchemaId schema,
    Parser<M> parser,
    Function<T, M> write,
    Function<M, T> read,
    Shortcut<T> shortcut)
    implements Codec<T> {

  /**
   * Reads values without making messages of them.
   *
   * <p>It may give up on any record, and then the record is read as a message; the values that it
   * reads are those that would be read so.
   */
  interface Shortcut<T> {
    /**
     * @return the value, or nothing if the record is not of the usual form
     * @throws IllegalArgumentException for a value that is not allowed
     */
    Optional<T> read(byte[] bytes);
  }

  ProtobufCodec(String name, Parser<M> parser, Function<T, M> write, Function<M, T> read) {
    this(new SchemaId(name, 1), parser, write, read, bytes -> Optional.empty());
  }

  /** This codec, reading what it can by a shortcut. */
  ProtobufCodec<T, M> with(Shortcut<T> quick) {
    return new ProtobufCodec<>(schema, parser, write, read, quick);
  }

  @Override
  public Encoded encode(T value) {
    return new Encoded(bytes(write.apply(value)), Map.of(SchemaId.HEADER, schema.bytes()));
  }

  @Override
  public T decode(Encoded encoded) {
    schema.check(encoded);
    try {
      Optional<T> quick = shortcut.read(encoded.bytes());
      return quick.isPresent() ? quick.get() : readMessage(encoded.bytes());
    } catch (InvalidProtocolBufferException e) {
      throw schema.malformed(
          "these %,d bytes are no such record: ".formatted(encoded.bytes().length), e);
    } catch (IllegalArgumentException e) {
      throw schema.malformed("", e);
    }
  }

  private T readMessage(byte[] bytes) throws InvalidProtocolBufferException {
    M message = parser.parseFrom(bytes);
    RequiredFields.check(message);
    return read.apply(message);
  }

  private static byte[] bytes(Message message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to an array of the right size cannot fail", e);
    }
    out.checkNoSpaceLeft();
    return bytes;
  }
}
