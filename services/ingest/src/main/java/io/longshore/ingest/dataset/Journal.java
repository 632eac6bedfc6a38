package io.longshore.ingest.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many images of a data set, from its first, need nothing more. A small file that is written
 * anew beside the old one and moved over it, so that a crash leaves either.
 *
 * <p>It speaks of one images topic: on another cluster a data set begins at the beginning. It names
 * the last image it counts, so that a data set that has changed before that image does too.
 */
final class Journal {
  private static final Logger log = LoggerFactory.getLogger(Journal.class);
  private static final String FORMAT = "longshore-ingest-journal 1";

  /**
   * What the file says.
   *
   * @param lastId of the last settled image; empty when there is none
   */
  record Entry(long settled, String lastId) {
    static final Entry NOTHING = new Entry(0, "");
  }

  private final Path file;
  private final String topicId;

  Journal(Path file, String topicId) {
    this.file = file;
    this.topicId = topicId;
  }

  /** What earlier runs settled on this topic. */
  Entry read() {
    if (!Files.exists(file)) {
      return Entry.NOTHING;
    }
    try {
      List<String> lines = Files.readAllLines(file, UTF_8);
      if (lines.size() == 4
          && lines.get(0).equals(FORMAT)
          && lines.get(1).equals("topic " + topicId)
          && lines.get(2).matches("settled \\d{1,18}")
          && lines.get(3).startsWith("last ")) {
        return new Entry(
            Long.parseLong(lines.get(2).substring("settled ".length())),
            lines.get(3).substring("last ".length()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("journal " + file + " cannot be read", e);
    }
    log.atInfo()
        .addKeyValue("journal", file)
        .log("the journal is of another images topic; the data set begins at the beginning");
    return Entry.NOTHING;
  }

  /** Replaces the file; returns when it is on the disk. */
  void write(Entry entry) {
    String text =
        String.join(
            "\n",
            Arrays.asList(
                FORMAT,
                "topic " + topicId,
                "settled " + entry.settled(),
                "last " + entry.lastId()));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path next = file.resolveSibling(file.getFileName() + ".next");
      try (var channel =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "journal " + file + " cannot be written; is there room on the disk?", e);
    }
  }
}
