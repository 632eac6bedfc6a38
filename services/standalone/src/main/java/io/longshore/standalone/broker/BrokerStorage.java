package io.longshore.standalone.broker;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The folder of a broker's files, formatted once for a cluster of its own.
 *
 * @param folder absolute
 */
record BrokerStorage(Path folder) {
  /** Below this a broker with its indexes would soon stop for want of space. */
  static final long NEEDED_BYTES = 256L << 20;

  private static final String LOCK = "longshore.lock";

  /**
   * Makes the folder, takes it for this process, and formats it if that was not done before. Kafka
   * has a lock of its own, but it looks at it only when its controller has already written.
   *
   * @return the lock; the folder is free again when its channel is closed
   */
  FileChannel take() {
    if (folder.toString().contains(",")) {
      throw new StorageUnusableException(folder, "Kafka reads a comma as a list of folders", null);
    }
    try {
      Files.createDirectories(folder);
      checkSpace(Files.getFileStore(folder).getUsableSpace());
      FileChannel lock = lock();
      if (!Files.exists(folder.resolve("meta.properties"))) {
        format();
      }
      return lock;
    } catch (StorageUnusableException e) {
      throw e;
    } catch (Exception e) {
      throw new StorageUnusableException(folder, e.toString(), e);
    }
  }

  /** Whether a broker worked in it and did not come to write down its end. */
  boolean wasKilled() {
    return Files.exists(folder.resolve("meta.properties"))
        && !Files.exists(folder.resolve(".kafka_cleanshutdown"));
  }

  private FileChannel lock() throws IOException {
    FileChannel channel = FileChannel.open(folder.resolve(LOCK), CREATE, WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // held by this same process: refused below like any other
    }
    channel.close();
    throw new StorageUnusableException(
        folder, "another broker works in it; stop that one or choose another folder", null);
  }

  void checkSpace(long usableBytes) {
    if (usableBytes < NEEDED_BYTES) {
      throw new StorageUnusableException(
          folder,
          "%,d MiB are left on its disk, at least %,d are needed; make room or choose another folder"
              .formatted(usableBytes >> 20, NEEDED_BYTES >> 20),
          null);
    }
  }

  private void format() throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(BrokerSettings.NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .addDirectory(folder.toString())
        .setMetadataLogDirectory(folder.toString())
        .setControllerListenerName(BrokerSettings.CONTROLLER)
        .setIgnoreFormatted(true)
        .run();
  }
}
