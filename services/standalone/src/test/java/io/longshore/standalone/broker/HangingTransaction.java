package io.longshore.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/**
 * Writes a transaction that no coordinator will end into the folder of a broker that is stopped.
 */
public final class HangingTransaction {
  /** By which brokers know who began it. */
  public static final long PRODUCER = 7007;

  private HangingTransaction() {}

  /**
   * Appends a record of it.
   *
   * @param folder of the broker
   * @param at offset that the next record has
   */
  public static void write(Path folder, TopicPartition partition, long at) throws IOException {
    write(folder, partition, at, PRODUCER, 0);
  }

  /**
   * Appends a record of a producer's transaction.
   *
   * @param folder of the broker
   * @param at offset that the next record has
   */
  static void write(Path folder, TopicPartition partition, long at, long producer, int epoch)
      throws IOException {
    Path log = found(folder, partition.toString()).resolve("00000000000000000000.log");
    MemoryRecords records =
        MemoryRecords.withTransactionalRecords(
            at,
            Compression.NONE,
            producer,
            (short) epoch,
            0,
            0,
            new SimpleRecord(System.currentTimeMillis(), "key".getBytes(UTF_8), new byte[1]));
    byte[] bytes = new byte[records.sizeInBytes()];
    records.buffer().get(bytes);
    Files.write(log, bytes, StandardOpenOption.APPEND);
    // As after a kill: the log is read anew, and who writes to it is known from its records.
    Files.deleteIfExists(folder.resolve(".kafka_cleanshutdown"));
  }

  private static Path found(Path folder, String name) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> named = all.filter(path -> path.endsWith(name)).toList();
      if (named.size() != 1) {
        throw new IOException("%d files in %s are named %s".formatted(named.size(), folder, name));
      }
      return named.get(0);
    }
  }
}
