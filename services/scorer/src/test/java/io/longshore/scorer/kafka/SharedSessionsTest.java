package io.longshore.scorer.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.ClassProbability;
import io.longshore.domain.prediction.Prediction;
import io.longshore.onnx.OnnxHead;
import io.longshore.runtime.artifact.InMemoryArtifactStore;
import io.longshore.runtime.trace.Tracing;
import io.longshore.scorer.fixture.Images;
import io.longshore.scorer.fixture.Mixes;
import io.longshore.scorer.fixture.TinyModel;
import io.longshore.scorer.onnx.ModelLimits;
import io.longshore.scorer.onnx.OnnxModel;
import io.longshore.scorer.onnx.OnnxModels;
import io.longshore.scorer.pipeline.Bounds;
import io.longshore.scorer.pipeline.Delivery;
import io.longshore.scorer.pipeline.Pipeline;
import io.longshore.scorer.scoring.DecodingRoom;
import io.longshore.scorer.scoring.Engine;
import io.longshore.scorer.scoring.EngineBusyException;
import io.longshore.scorer.scoring.ImageScoring;
import io.longshore.scorer.scoring.RequestScoring;
import io.longshore.scorer.scoring.ScoredBatch.Predicted;
import io.longshore.scorer.scoring.ScorerMetrics;
import io.longshore.scorer.scoring.SharedEngine;
import io.longshore.scorer.scoring.SingleRequest;
import io.longshore.scorer.scoring.UnscorableImageException;
import io.longshore.scorer.serving.ServingSlot;
import io.longshore.scorer.serving.TrimPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests and the stream on the same workers, sessions and trim. */
@Timeout(30)
class SharedSessionsTest {
  private static final int BATCH = 4;
  private static final byte[] BRIGHT = {(byte) 250, (byte) 250, 0, 100};
  private static final byte[] DARK = {0, 0, 0, 0};

  private final InMemoryArtifactStore store = new InMemoryArtifactStore();
  private final ArtifactRef backbone = store.put(TinyModel.backbone());
  private final OnnxModels models = new OnnxModels(store, new ModelLimits(BATCH, 1, 1 << 20));
  private final List<OnnxModel> open = new ArrayList<>();
  private final ServingSlot slot = new ServingSlot(new TrimPolicy(1, 3));
  private final BlockingQueue<Prediction> predictions = new LinkedBlockingQueue<>();
  private final Pipeline<FetchedImage, Scored, SingleRequest> pipeline =
      new Pipeline<>(
          new Bounds(BATCH, Duration.ZERO, 100, Long.MAX_VALUE, 8), 2, this::worker, new Keeping());
  private final Engine engine = new SharedEngine(slot, pipeline::offer);

  private ImageWorker worker() {
    Clock clock = Clock.systemUTC();
    return new ImageWorker(
        slot,
        new ImageReader(clock),
        new ImageScoring(
            BATCH,
            3,
            1_000_000,
            new DecodingRoom(1 << 24),
            (version, reason, message) -> {},
            clock),
        new RequestScoring(slot, BATCH),
        new ScorerMetrics(new SimpleMeterRegistry(), clock),
        Tracing.OFF);
  }

  @AfterEach
  void close() {
    pipeline.close();
    open.forEach(OnnxModel::close);
    models.close();
    assertThat(models.openBackbones()).isZero();
  }

  @Test
  void before_the_first_model_a_request_is_told_to_come_again() {
    assertThat(engine.live()).isEmpty();
    assertThatThrownBy(() -> engine.score(DARK, 1).join())
        .hasCauseInstanceOf(EngineBusyException.class)
        .hasMessageContaining("no model is live yet");
  }

  @Test
  void the_same_image_has_the_same_answer_from_the_stream_and_over_a_request() throws Exception {
    ModelManifest live = serve(1, store.put(TinyModel.head()));

    Engine.Answer asked = engine.score(BRIGHT, 1).join();
    pipeline.add(List.of(fetched("a", 0, BRIGHT)));
    Prediction streamed = predictions.take();

    assertThat(asked.model()).isEqualTo(live);
    assertThat(asked.logits()).containsExactly(TinyModel.logits(BRIGHT), within(1e-5f));
    assertThat(probabilities(streamed)).containsExactly(softmax(asked.logits()), within(1e-6f));
    assertThat(streamed.model()).isEqualTo(live.version());
  }

  @Test
  void a_request_is_trimmed_to_the_mix_as_the_stream_is() throws Exception {
    serve(1, store.put(TinyModel.constantHead(0, 0, 0)));
    slot.trimTo(Mixes.of(7, 1, 10, 100));

    float[] asked = engine.score(DARK, 1).join().logits();
    pipeline.add(List.of(fetched("a", 0, DARK)));

    assertThat(asked[2]).isGreaterThan(asked[1]);
    assertThat(asked[1]).isGreaterThan(asked[0]);
    assertThat(probabilities(predictions.take())).containsExactly(softmax(asked), within(1e-6f));
  }

  @Test
  void more_images_than_a_batch_are_answered_in_their_order() {
    serve(1, store.put(TinyModel.head()));
    byte[] nine = new byte[9 * BRIGHT.length];
    for (int i = 0; i < 9; i++) {
      System.arraycopy(i % 2 == 0 ? BRIGHT : DARK, 0, nine, i * BRIGHT.length, BRIGHT.length);
    }

    float[] logits = engine.score(nine, 9).join().logits();

    for (int i = 0; i < 9; i++) {
      assertThat(Arrays.copyOfRange(logits, 3 * i, 3 * i + 3))
          .containsExactly(TinyModel.logits(i % 2 == 0 ? BRIGHT : DARK), within(1e-5f));
    }
  }

  @Test
  void a_swap_changes_both_and_each_answer_names_who_gave_it() throws Exception {
    serve(1, store.put(TinyModel.constantHead(1, 0, 0)));
    Engine.Answer before = engine.score(DARK, 1).join();
    ModelManifest next = serve(2, store.put(TinyModel.constantHead(0, 0, 1)));

    Engine.Answer after = engine.score(DARK, 1).join();
    pipeline.add(List.of(fetched("a", 0, DARK)));
    Prediction streamed = predictions.take();

    assertThat(before.logits()).containsExactly(1, 0, 0);
    assertThat(after.logits()).containsExactly(0, 0, 1);
    assertThat(after.model()).isEqualTo(next);
    assertThat(streamed.model()).isEqualTo(next.version());
    assertThat(streamed.top().get(0).className()).isEqualTo("coat");
  }

  @Test
  void pixels_of_another_size_are_refused_by_themselves() {
    serve(1, store.put(TinyModel.head()));

    CompletableFuture<Engine.Answer> wrong = engine.score(new byte[5], 1);
    CompletableFuture<Engine.Answer> right = engine.score(DARK, 1);

    assertThatThrownBy(wrong::join)
        .hasCauseInstanceOf(UnscorableImageException.class)
        .hasMessageContaining("5 bytes are not 1 images of 2x2x1, which the live model reads");
    assertThat(right.join().logits()).containsExactly(TinyModel.logits(DARK), within(1e-5f));
  }

  @Test
  void of_requests_scored_together_only_the_one_without_numbers_is_refused() {
    ArtifactRef far = store.put(OnnxHead.write(new float[] {3e38f, 0, 0, 0, 0, 0}, new float[3]));
    open.add(loadedWithDarkImages(TinyModel.manifest(1, backbone, far)));
    slot.serve(open.get(0), 1);
    var scoring = new RequestScoring(slot, BATCH);
    var bright = new SingleRequest(BRIGHT, 1, new CompletableFuture<>());
    var dark = new SingleRequest(DARK, 1, new CompletableFuture<>());

    scoring.answer(List.of(bright, dark));
    scoring.close();

    assertThat(dark.answer().join().logits()).hasSize(3);
    assertThatThrownBy(bright.answer()::join)
        .hasCauseInstanceOf(UnscorableImageException.class)
        .hasMessageContaining("answers with NaN or infinity");
  }

  @Test
  void when_too_much_waits_a_request_is_told_so_and_nothing_is_kept() {
    serve(1, store.put(TinyModel.head()));
    Engine full = new SharedEngine(slot, request -> false);

    assertThatThrownBy(() -> full.score(DARK, 1).join())
        .hasCauseInstanceOf(EngineBusyException.class)
        .hasMessageContaining("too many images wait");
    assertThatThrownBy(() -> full.score(DARK, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private ModelManifest serve(long seed, ArtifactRef head) {
    ModelManifest manifest = TinyModel.manifest(seed, backbone, head);
    OnnxModel model = models.load(manifest);
    open.add(model);
    slot.serve(model, seed);
    return manifest;
  }

  /** A first batch of one image is black, so that it says nothing of bright ones. */
  private OnnxModel loadedWithDarkImages(ModelManifest manifest) {
    try (var dark = new OnnxModels(store, new ModelLimits(1, 1, 1 << 20))) {
      return dark.load(manifest);
    }
  }

  private static FetchedImage fetched(String id, long offset, byte[] pixels) {
    int[] values = new int[pixels.length];
    Arrays.setAll(values, i -> pixels[i] & 0xff);
    return new FetchedImage(
        new ConsumerRecord<>("images", 0, offset, new byte[0], new byte[0]),
        Optional.of(Images.grey(id, offset, values)),
        Optional.empty(),
        0);
  }

  /** In the order of the model's classes. */
  private static float[] probabilities(Prediction prediction) {
    float[] all = new float[TinyModel.CLASSES.size()];
    for (ClassProbability one : prediction.top()) {
      all[TinyModel.CLASSES.indexOf(one.className())] = one.probability();
    }
    return all;
  }

  private static float[] softmax(float[] logits) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    float[] all = new float[logits.length];
    for (int c = 0; c < all.length; c++) {
      all[c] = (float) (Math.exp(logits[c]) / sum);
    }
    return all;
  }

  private final class Keeping implements Delivery<FetchedImage, Scored> {
    @Override
    public void deliver(List<FetchedImage> items, Scored result, Runnable done) {
      result.predicted().stream().map(Predicted::prediction).forEach(predictions::add);
      done.run();
    }

    @Override
    public long tick() {
      return Duration.ofSeconds(1).toNanos();
    }

    @Override
    public void end() {}
  }
}
