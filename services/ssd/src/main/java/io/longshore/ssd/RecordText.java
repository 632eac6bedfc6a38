package io.longshore.ssd;

/**
 * Hyper-parameters as text from which the same parameters can be read again: what a manifest keeps
 * of them.
 *
 * <p>A record is {@code Name(component=value, ...)} with its components in their order, a list
 * {@code [a, b]}, an enum constant its name, a text is quoted, a number is as Java prints it, which
 * reads back to the same bits. Where a component is declared as a sealed interface, the record's
 * name says which of the permitted ones it is.
 *
 * <p>Only records, enums and sealed interfaces of this library are read: the text comes from
 * outside and may name nothing else.
 */
public final class RecordText {

  private RecordText() {}

  /**
   * The text of a record.
   *
   * @throws IllegalArgumentException if a component is of a kind that has no text; the message
   *     names it
   */
  public static String write(Record value) {
    return RecordTextWriter.write(value);
  }

  /**
   * The record that was written.
   *
   * @throws IllegalArgumentException if the text does not describe such a record; the message names
   *     the component and says what is wrong with it
   */
  public static <T extends Record> T read(String text, Class<T> type) {
    return type.cast(new RecordTextReader(text).read(type));
  }
}
