package io.longshore.schemas;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import io.longshore.domain.label.Label;
import java.util.Optional;

/**
 * Reads a label straight from its bytes. There are more labels than anything else, and making a
 * message of each and checking the message costs several times as much as counting the label.
 *
 * <p>Only labels that have every field once, in the order of the schema, and no other are read;
 * whether a value is allowed is said by the same code as for a message.
 */
final class LabelShortcut {
  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private static final int IMAGE = tag(1, BYTES);
  private static final int CLASS_NAME = tag(2, BYTES);
  private static final int LOCATION = tag(3, BYTES);
  private static final int UNIT = tag(4, BYTES);
  private static final int SPLIT = tag(5, VARINT);
  private static final int LABELLED_AT = tag(6, BYTES);

  private static final int PARTITION = tag(1, VARINT);
  private static final int OFFSET = tag(2, VARINT);

  private static final int SECONDS = tag(1, VARINT);
  private static final int NANOS = tag(2, VARINT);

  private static final int STREAM = 1;
  private static final int HOLDOUT = 2;

  private LabelShortcut() {}

  /**
   * The label, if it is written the usual way.
   *
   * @throws IllegalArgumentException for a value that is not allowed
   */
  static Optional<Label> read(byte[] bytes) {
    try {
      return read(new WireReader(bytes));
    } catch (WireReader.Unusual e) {
      return Optional.empty();
    }
  }

  /** The values are checked once all are there: what is missing is said before what is wrong. */
  private static Optional<Label> read(WireReader in) throws WireReader.Unusual {
    in.expect(IMAGE);
    String image = in.text();
    in.expect(CLASS_NAME);
    String className = in.text();
    in.expect(LOCATION);
    int locationEnd = in.length() + in.position();
    in.expect(PARTITION);
    int partition = in.int32();
    in.expect(OFFSET);
    long offset = in.int64();
    boolean whole = in.position() == locationEnd;
    in.expect(UNIT);
    String unit = in.text();
    in.expect(SPLIT);
    int split = in.int32();
    in.expect(LABELLED_AT);
    int timeEnd = in.length() + in.position();
    long seconds = in.passes(SECONDS) ? in.int64() : 0;
    int nanos = in.passes(NANOS) ? in.int32() : 0;
    if (!whole || in.position() != timeEnd || !in.isAtEnd() || !isKnown(split)) {
      return Optional.empty();
    }
    return Optional.of(
        new Label(
            new ImageId(image),
            className,
            new ImageLocation(partition, offset),
            unit,
            split == STREAM ? Split.STREAM : Split.HOLDOUT,
            Times.domain(seconds, nanos)));
  }

  private static boolean isKnown(int split) {
    return split == STREAM || split == HOLDOUT;
  }

  private static int tag(int field, int wireType) {
    return (field << 3) | wireType;
  }
}
