package io.longshore.ingest.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Writes receipts as opaque text and reads them back: base64url of the fields and of a CRC-32C over
 * them and the images topic's id. A text that was garbled, or that another cluster gave, does not
 * fit. It guards against mistakes; it is no signature.
 */
public final class ReceiptSeal {
  private static final int VERSION = 1;
  private static final int MAX_TEXT = 4096;
  private static final String SEND_AS_GIVEN = "; send it exactly as it was given";

  private final byte[] topicId;

  /**
   * @param topicId of the images topic: a topic of the same name on another cluster has another
   */
  public ReceiptSeal(String topicId) {
    this.topicId = topicId.getBytes(UTF_8);
  }

  /** The receipt as text of {@code A-Z a-z 0-9 - _}. */
  public String seal(Receipt receipt) {
    var bytes = new ByteArrayOutputStream(128);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(receipt.location().partition());
      out.writeLong(receipt.location().offset());
      out.writeBoolean(receipt.split() == Split.HOLDOUT);
      out.writeUTF(receipt.image().value());
      out.writeUTF(receipt.unit());
      out.writeInt(checksum(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /**
   * Reads a receipt.
   *
   * @throws UnknownReceiptException if this seal did not write it
   */
  public Receipt open(String text) {
    byte[] sealed = decoded(text);
    int end = sealed.length - Integer.BYTES;
    if (end < 1) {
      throw new UnknownReceiptException("the receipt is cut short" + SEND_AS_GIVEN);
    }
    byte[] fields = Arrays.copyOf(sealed, end);
    if (ByteBuffer.wrap(sealed, end, Integer.BYTES).getInt() != checksum(fields)) {
      throw new UnknownReceiptException(
          "the receipt is garbled, or of another cluster" + SEND_AS_GIVEN);
    }
    return read(fields);
  }

  private static byte[] decoded(String text) {
    if (text.length() > MAX_TEXT) {
      throw new UnknownReceiptException("a receipt is at most " + MAX_TEXT + " characters");
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new UnknownReceiptException("the receipt is garbled" + SEND_AS_GIVEN);
    }
  }

  private static Receipt read(byte[] fields) {
    try (var in = new DataInputStream(new ByteArrayInputStream(fields))) {
      if (in.readByte() != VERSION) {
        throw new UnknownReceiptException("the receipt is of a newer version of Longshore");
      }
      var location = new ImageLocation(in.readInt(), in.readLong());
      Split split = in.readBoolean() ? Split.HOLDOUT : Split.STREAM;
      return new Receipt(new ImageId(in.readUTF()), location, in.readUTF(), split);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnknownReceiptException("the receipt is garbled" + SEND_AS_GIVEN);
    }
  }

  private int checksum(byte[] fields) {
    var crc = new CRC32C();
    crc.update(topicId);
    crc.update(fields);
    return (int) crc.getValue();
  }
}
