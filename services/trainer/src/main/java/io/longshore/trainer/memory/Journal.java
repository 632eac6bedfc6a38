package io.longshore.trainer.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * An append-only file of framed entries: length, CRC-32C, payload. What was forced survives a
 * crash; a torn tail is cut off when the file is opened.
 */
final class Journal implements AutoCloseable {
  private static final int HEADER = 8;
  private static final int LARGEST = 256 << 20;

  /** Told of each entry when a journal is opened. */
  @FunctionalInterface
  interface Replay {
    void entry(long position, ByteBuffer payload);
  }

  private final Path file;
  private final FileChannel channel;
  private long end;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens or creates the file and replays what it has. */
  static Journal open(Path file, Replay replay) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var journal =
          new Journal(
              file,
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE));
      journal.replay(replay);
      return journal;
    } catch (IOException e) {
      throw failed("open", file, e);
    }
  }

  private void replay(Replay replay) throws IOException {
    long size = channel.size();
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    while (end + HEADER <= size) {
      fill(header.clear(), end);
      int length = header.getInt(0);
      if (length < 0 || length > LARGEST || end + HEADER + length > size) {
        break;
      }
      ByteBuffer payload = ByteBuffer.allocate(length);
      fill(payload, end + HEADER);
      payload.flip();
      if (crc(payload) != header.getInt(4)) {
        break;
      }
      replay.entry(end, payload);
      end += HEADER + length;
    }
    channel.truncate(end);
  }

  /** Appends an entry and returns its position. It is safe after the next {@link #force}. */
  long append(ByteBuffer payload) {
    long position = end;
    ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.remaining());
    frame.putInt(payload.remaining()).putInt(crc(payload)).put(payload.duplicate()).flip();
    try {
      long at = position;
      while (frame.hasRemaining()) {
        at += channel.write(frame, at);
      }
    } catch (IOException e) {
      throw failed("write", file, e);
    }
    end += HEADER + payload.remaining();
    return position;
  }

  /** The payload at a position that {@link #append} returned. */
  ByteBuffer read(long position) {
    try {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      fill(header, position);
      ByteBuffer payload = ByteBuffer.allocate(header.getInt(0));
      fill(payload, position + HEADER);
      payload.flip();
      if (crc(payload) != header.getInt(4)) {
        throw new IOException("the entry at " + position + " is damaged");
      }
      return payload;
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  void force() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  /** Bytes of the file. */
  long size() {
    return end;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed("close", file, e);
    }
  }

  private void fill(ByteBuffer buffer, long from) throws IOException {
    long at = from;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new IOException("the file ends inside the entry at " + from);
      }
      at += read;
    }
  }

  private static int crc(ByteBuffer payload) {
    var crc = new CRC32C();
    crc.update(payload.duplicate());
    return (int) crc.getValue();
  }

  private static UncheckedIOException failed(String what, Path file, IOException e) {
    return new UncheckedIOException(
        "cannot %s the replay memory %s: %s; free disk space or move longshore.data-directory"
            .formatted(what, file, e.getMessage()),
        e);
  }
}
