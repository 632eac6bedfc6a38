package io.longshore.trainer.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file of framed entries: length, CRC-32C, payload. What was forced survives a
 * crash.
 *
 * <p>Opening a file replays its entries up to the first that is torn or damaged, and cuts off what
 * comes after the last entry that the replay accepts as an end. So a crash loses at most the batch
 * under way; a damaged byte loses everything behind it, which its owner must be able to get again.
 */
final class Journal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Journal.class);
  private static final int HEADER = 8;
  private static final int LARGEST = 256 << 20;

  /** Told of each entry when a journal is opened. */
  @FunctionalInterface
  interface Replay {
    /** Returns whether the journal may end after this entry. */
    boolean entry(long position, ByteBuffer payload);
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
    FileChannel channel;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed("open", file, e);
    }
    var journal = new Journal(file, channel);
    try {
      journal.replay(replay);
      return journal;
    } catch (IOException e) {
      journal.close();
      throw failed("open", file, e);
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private void replay(Replay replay) throws IOException {
    long size = channel.size();
    long position = 0;
    Optional<ByteBuffer> payload = whole(position, size);
    while (payload.isPresent()) {
      long next = position + HEADER + payload.get().remaining();
      if (replay.entry(position, payload.get())) {
        end = next;
      }
      position = next;
      payload = whole(position, size);
    }
    if (end < size) {
      log.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("bytes", size - end)
          .log("cut off the end of a journal: it was not finished, or is damaged");
      channel.truncate(end);
    }
  }

  /** The payload at a position, if its entry is there to its last byte and is what was written. */
  private Optional<ByteBuffer> whole(long position, long size) throws IOException {
    if (position + HEADER > size) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    fill(header, position);
    int length = header.getInt(0);
    if (length < 0 || length > LARGEST || position + HEADER + length > size) {
      return Optional.empty();
    }
    ByteBuffer payload = ByteBuffer.allocate(length);
    fill(payload, position + HEADER);
    payload.flip();
    return crc(payload) == header.getInt(4) ? Optional.of(payload) : Optional.empty();
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
    Optional<ByteBuffer> payload;
    try {
      payload = whole(position, end);
    } catch (IOException e) {
      throw failed("read", file, e);
    }
    return payload.orElseThrow(
        () ->
            new UncheckedIOException(
                new IOException(
                    "the replay memory %s is damaged at byte %d; start again: what is damaged is cut off and read again from the topics"
                        .formatted(file, position))));
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
