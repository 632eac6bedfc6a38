package io.longshore.standalone.scoring;

import io.longshore.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One round of a {@link Peer}, measured as a {@link StreamRound} is: the topic is filled, then the
 * program starts, and the broker's times of the first prediction of each image say how fast it was.
 */
final class PeerRound {
  private static final long PATIENCE_SECONDS = 300;
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private PeerRound() {}

  /**
   * Images a second of one round.
   *
   * @param model an ONNX file, the same model as that of the deployment
   */
  static double run(Peer peer, Deployment deployment, ScoringLoad load, Path model)
      throws InterruptedException {
    StreamRound.fill(deployment, load.images());
    var builder = new ProcessBuilder(peer.command()).inheritIO();
    builder
        .environment()
        .putAll(
            Map.of(
                "PEER_BOOTSTRAP", deployment.bootstrapServers(),
                "PEER_IMAGES", deployment.topic(Topics.IMAGES),
                "PEER_PREDICTIONS", deployment.topic(Topics.PREDICTIONS),
                "PEER_MODEL", model.toString(),
                "PEER_BATCH", Integer.toString(load.batch()),
                "PEER_THREADS", Integer.toString(load.workers()),
                "PEER_COUNT", Integer.toString(load.images())));
    try {
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(peer.name() + " did not end by itself");
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(peer.name() + " ended with " + process.exitValue());
      }
    } catch (IOException e) {
      throw new IllegalStateException(peer.name() + " cannot be started", e);
    }
    return StreamRound.rate(arrivals(deployment, load.images()), load);
  }

  private static List<Long> arrivals(Deployment deployment, int images) {
    var first = new HashMap<ByteBuffer, Long>();
    try (var reader = deployment.reader(Topics.PREDICTIONS)) {
      while (first.size() < images) {
        var records = reader.poll(SILENCE);
        if (records.isEmpty()) {
          break;
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
          first.merge(ByteBuffer.wrap(record.key()), record.timestamp(), Math::min);
        }
      }
    }
    return List.copyOf(first.values());
  }
}
