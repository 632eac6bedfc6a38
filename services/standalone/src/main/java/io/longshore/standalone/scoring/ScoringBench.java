package io.longshore.standalone.scoring;

import io.longshore.onnx.MergedModel;
import io.longshore.standalone.broker.BrokerProcess;
import io.longshore.standalone.soak.NoiseModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Compares the scorer with ONNX Runtime alone: the same files, threads and batches on the same
 * processors, round about, so that whatever else the machine does meets both.
 */
public final class ScoringBench {
  private static final String AT_LEAST_ONCE = "at-least-once";
  private static final String EXACTLY_ONCE = "exactly-once";

  private final ScoringLoad load;
  private final Path folder;
  private final Consumer<String> log;
  private final List<Peer> peers;
  private final List<StreamRound> plain = new ArrayList<>();
  private int deployments;

  /**
   * @param peers that score in turn with the others
   * @param folder for files of the broker and the scorers, empty
   * @param log told each round
   */
  public ScoringBench(ScoringLoad load, List<Peer> peers, Path folder, Consumer<String> log) {
    this.load = load;
    this.peers = List.copyOf(peers);
    this.folder = folder;
    this.log = log;
  }

  /** Measures. */
  public ScoringResult run() throws IOException, InterruptedException {
    NoiseModel model = NoiseModel.resNet32(1);
    List<Double> bare = new ArrayList<>();
    List<Double> exactlyOnce = new ArrayList<>();
    List<Double> bareInt8 = new ArrayList<>();
    List<Double> streamInt8 = new ArrayList<>();
    Map<String, List<Double>> ofPeers = new LinkedHashMap<>();
    Path merged =
        Files.write(
            folder.resolve("model.onnx"),
            MergedModel.write(model.backbone(), model.head(), new TreeMap<>()));
    try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"))) {
      log.accept("a round of each that does not count");
      round(broker, model, new ArrayList<>(), new ArrayList<>());
      ofPeers(broker, model, merged, ofPeers);
      plain.clear();
      ofPeers.clear();
      for (int r = 1; r <= load.rounds(); r++) {
        round(broker, model, bare, exactlyOnce);
        ofPeers(broker, model, merged, ofPeers);
        bareInt8.add(bare(model.quantized()));
        streamInt8.add(stream(broker, model.quantized(), AT_LEAST_ONCE).imagesPerSecond());
        log.accept(
            "round %d of %d: alone %,.0f, through Kafka %,.0f, exactly once %,.0f images/s"
                .formatted(
                    r,
                    load.rounds(),
                    bare.get(r - 1),
                    plain.get(r - 1).imagesPerSecond(),
                    exactlyOnce.get(r - 1)));
      }
      List<Double> stream = plain.stream().map(StreamRound::imagesPerSecond).toList();
      log.accept("single images: what can be scored of them, then half of it");
      PacedLatency latency =
          LatencyRun.run(deployment(broker, model), broker, load, ScoringResult.median(stream));
      return new ScoringResult(
          bare,
          stream,
          exactlyOnce,
          bareInt8,
          streamInt8,
          ofPeers,
          ScoringResult.median(plain.stream().map(StreamRound::workerBytes).toList()),
          ScoringResult.median(plain.stream().map(StreamRound::processBytes).toList()),
          latency);
    }
  }

  private void round(
      BrokerProcess broker, NoiseModel model, List<Double> bare, List<Double> exactlyOnce)
      throws InterruptedException {
    bare.add(bare(model));
    plain.add(stream(broker, model, AT_LEAST_ONCE));
    exactlyOnce.add(stream(broker, model, EXACTLY_ONCE).imagesPerSecond());
  }

  private void ofPeers(
      BrokerProcess broker, NoiseModel model, Path merged, Map<String, List<Double>> rates)
      throws InterruptedException {
    for (Peer peer : peers) {
      double rate = PeerRound.run(peer, deployment(broker, model), load, merged);
      log.accept("%s: %,.0f images/s".formatted(peer.name(), rate));
      rates.computeIfAbsent(peer.name(), name -> new ArrayList<>()).add(rate);
    }
  }

  private double bare(NoiseModel model) throws InterruptedException {
    try (var loop = new BareLoop(model, load)) {
      return loop.round();
    }
  }

  private StreamRound stream(BrokerProcess broker, NoiseModel model, String guarantee)
      throws InterruptedException {
    return StreamRound.run(deployment(broker, model), load, guarantee);
  }

  private Deployment deployment(BrokerProcess broker, NoiseModel model) {
    String name = "round-" + ++deployments;
    return new Deployment(
        broker.bootstrapServers(), name + ".", model, folder.resolve("scorer-" + name));
  }
}
