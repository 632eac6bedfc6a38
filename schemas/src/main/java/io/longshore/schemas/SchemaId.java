package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.reject.RejectReason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which schema a record speaks, for example {@code label.v1}; written beside every record in the
 * header {@value #HEADER}.
 *
 * @param name the record's name
 * @param version grows by one with each change that older readers cannot read
 */
record SchemaId(String name, int version) {
  static final String HEADER = "longshore-schema";
  private static final Pattern TEXT = Pattern.compile("([a-z.-]+)\\.v([1-9][0-9]{0,5})");

  byte[] bytes() {
    return toString().getBytes(UTF_8);
  }

  /** Throws unless the record says, in its schema header, that it speaks this schema. */
  void check(Encoded encoded) {
    byte[] written = encoded.headers().get(HEADER);
    if (written == null || !speaks(written)) {
      check(new Headers(this, encoded).required(HEADER), HEADER);
    }
  }

  /** Whether the bytes are this schema's text: so it is for nearly every record. */
  private boolean speaks(byte[] written) {
    int dot = name.length();
    return version < 10
        && written.length == dot + 3
        && written[dot] == '.'
        && written[dot + 1] == 'v'
        && written[dot + 2] == '0' + version
        && startsWithName(written);
  }

  private boolean startsWithName(byte[] written) {
    for (int i = 0; i < name.length(); i++) {
      if (written[i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Throws unless the text is this schema.
   *
   * @param header where the text comes from, for the message
   */
  void check(String text, String header) {
    Matcher found = TEXT.matcher(text);
    if (!found.matches() || !found.group(1).equals(name)) {
      throw new MalformedRecordException(
          RejectReason.MALFORMED_RECORD,
          "header %s says '%s' where %s is expected: the record belongs to another topic"
              .formatted(header, text, this));
    }
    int written = Integer.parseInt(found.group(2));
    if (written > version) {
      throw new MalformedRecordException(
          RejectReason.NEWER_SCHEMA,
          "%s is newer than this reader (%s): upgrade this service".formatted(text, this));
    }
    if (written < version) {
      throw new MalformedRecordException(
          RejectReason.MALFORMED_RECORD,
          "%s is older than this reader (%s) and no longer read".formatted(text, this));
    }
  }

  MalformedRecordException malformed(String message) {
    return new MalformedRecordException(RejectReason.MALFORMED_RECORD, this + ": " + message);
  }

  /** The message continues with what the cause says. */
  MalformedRecordException malformed(String message, Exception cause) {
    return new MalformedRecordException(
        RejectReason.MALFORMED_RECORD, this + ": " + message + cause.getMessage(), cause);
  }

  @Override
  public String toString() {
    return name + ".v" + version;
  }
}
