package io.longshore.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/**
 * A file read through the page cache: opening one costs no heap, and many threads may read at once.
 */
final class MappedBytes {

  private final Path file;
  private final ByteBuffer content;

  private MappedBytes(Path file, ByteBuffer content) {
    this.file = file;
    this.content = content;
  }

  /**
   * @throws DatasetException when the file cannot be read or is over 2 GiB
   */
  static MappedBytes open(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new DatasetException(
            file + " has " + channel.size() + " bytes; files of this kind end at 2 GiB");
      }
      return new MappedBytes(file, channel.map(MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      throw new DatasetException("cannot read " + file + ": " + e, e);
    }
  }

  Path file() {
    return file;
  }

  int size() {
    return content.capacity();
  }

  int unsignedByte(int at) {
    return content.get(at) & 0xff;
  }

  int bigEndianInt(int at) {
    return content.getInt(at);
  }

  /** A copy of that many bytes. */
  byte[] slice(int at, int length) {
    byte[] bytes = new byte[length];
    content.get(at, bytes);
    return bytes;
  }
}
