package io.longshore.runtime.artifact;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Sha256;
import io.longshore.runtime.artifact.ArtifactUnavailableException.Problem;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.ChunkKey;
import io.longshore.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts as chunks on the artifacts topic.
 *
 * <p>All chunks are acknowledged before {@link #put} returns, so whoever publishes a reference
 * afterwards never names half an artifact. A reader goes to the reference's position, takes the
 * chunks in order, passes over chunks of other artifacts and repeats, and trusts nothing until the
 * digest agrees.
 */
public final class TopicArtifactStore implements ArtifactStore, AutoCloseable {
  /** Half of Kafka's default record limit, so that no broker setting needs to change. */
  static final int CHUNK_BYTES = 512 * 1024;

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final KafkaConnection kafka;
  private final String clientId;
  private @Nullable TopicWriter<ChunkKey, byte[]> writer;

  public TopicArtifactStore(KafkaConnection kafka, String clientId) {
    this.kafka = kafka;
    this.clientId = clientId;
  }

  @Override
  public ArtifactRef put(byte[] content) {
    if (content.length == 0) {
      throw new IllegalArgumentException("an artifact of 0 bytes");
    }
    TopicWriter<ChunkKey, byte[]> chunks = writer();
    String sha256 = Sha256.hex(content);
    var sent = new ArrayList<CompletableFuture<RecordMetadata>>();
    for (int i = 0, from = 0; from < content.length; i++, from += CHUNK_BYTES) {
      byte[] chunk =
          Arrays.copyOfRange(content, from, Math.min(content.length, from + CHUNK_BYTES));
      sent.add(chunks.send(new ChunkKey(sha256, i), chunk));
    }
    long position = sent.stream().mapToLong(s -> chunks.await(s).offset()).min().orElseThrow();
    return new ArtifactRef(sha256, content.length, position);
  }

  @Override
  public byte[] fetch(ArtifactRef ref) {
    // A short fetch wait: a long poll left open by the seek would cost its full time.
    try (Consumer<byte[], byte[]> consumer =
        kafka.consumer(
            clientId + "-fetches-artifacts",
            Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20"))) {
      var partition = new TopicPartition(kafka.names().of(Topics.ARTIFACTS), 0);
      consumer.assign(List.of(partition));
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      consumer.seek(partition, ref.position());
      return verified(ref, read(consumer, partition, end, ref));
    }
  }

  private static byte[] read(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long end, ArtifactRef ref) {
    // Grows with what is found: a reference that lies about its size costs no memory.
    var content = new ByteArrayOutputStream();
    int next = 0;
    while (content.size() < ref.size() && consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
        if (content.size() < ref.size() && isChunk(record, ref.sha256(), next)) {
          content.writeBytes(record.value());
          next++;
        }
      }
    }
    if (content.size() < ref.size()) {
      throw new ArtifactUnavailableException(
          Problem.INCOMPLETE,
          "artifact %s: chunk %d is missing from the artifacts topic".formatted(ref, next));
    }
    return content.toByteArray();
  }

  /** Compared as bytes: keys that are garbage are nobody's chunk. */
  private static boolean isChunk(ConsumerRecord<byte[], byte[]> record, String sha256, int index) {
    return record.value() != null
        && Arrays.equals(record.key(), Topics.ARTIFACTS.key().encode(new ChunkKey(sha256, index)));
  }

  private static byte[] verified(ArtifactRef ref, byte[] content) {
    String found = Sha256.hex(content);
    if (content.length != ref.size() || !found.equals(ref.sha256())) {
      throw new ArtifactUnavailableException(
          Problem.WRONG_DIGEST,
          "artifact %s: its chunks are %d bytes that hash to %s"
              .formatted(ref, content.length, found.substring(0, 10)));
    }
    return content;
  }

  /** Opened by the first put: readers of artifacts have no producer. */
  private synchronized TopicWriter<ChunkKey, byte[]> writer() {
    if (writer == null) {
      writer = kafka.promptWriter(Topics.ARTIFACTS, clientId + "-artifacts");
    }
    return writer;
  }

  @Override
  public synchronized void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
