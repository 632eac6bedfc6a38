package io.longshore.standalone.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Sha256;
import io.longshore.runtime.artifact.ArtifactStore;
import io.longshore.runtime.artifact.ArtifactStoreContract;
import io.longshore.runtime.artifact.ArtifactUnavailableException;
import io.longshore.runtime.artifact.ArtifactUnavailableException.Problem;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.kafka.TopicWriter;
import io.longshore.schemas.ChunkKey;
import io.longshore.schemas.Topics;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@Timeout(120)
class TopicArtifactStoreTest extends ArtifactStoreContract {
  private static final byte[] BACKBONE = "backbone".getBytes(UTF_8);
  private static final byte[] HEAD = "of-waves".getBytes(UTF_8);

  private final KafkaConnection kafka;
  private final TopicArtifactStore store;
  private final TopicWriter<ChunkKey, byte[]> chunks;

  TopicArtifactStoreTest(KafkaConnection kafka) {
    this.kafka = kafka;
    TestTopics.create(kafka, Topics.ARTIFACTS);
    this.store = new TopicArtifactStore(kafka, "test");
    this.chunks = kafka.promptWriter(Topics.ARTIFACTS, "test-chunks");
  }

  @AfterEach
  void close() {
    store.close();
    chunks.close();
  }

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Test
  void chunks_of_two_artifacts_may_be_mixed() {
    long first = write(BACKBONE, 0, "back");
    write(HEAD, 0, "of-");
    write(BACKBONE, 1, "bone");
    write(HEAD, 1, "waves");

    assertThat(store.fetch(ArtifactRef.of(BACKBONE, first))).isEqualTo(BACKBONE);
    assertThat(store.fetch(ArtifactRef.of(HEAD, first))).isEqualTo(HEAD);
  }

  @Test
  void a_chunk_that_lies_there_twice_does_no_harm() {
    long first = write(BACKBONE, 0, "back");
    write(BACKBONE, 0, "back");
    write(BACKBONE, 1, "bone");
    write(BACKBONE, 1, "bone");

    assertThat(store.fetch(ArtifactRef.of(BACKBONE, first))).isEqualTo(BACKBONE);
  }

  @Test
  void an_artifact_written_again_by_a_trainer_that_died_half_way_is_whole() {
    long first = write(BACKBONE, 0, "back");
    write(BACKBONE, 0, "back");
    write(BACKBONE, 1, "bone");

    assertThat(store.fetch(ArtifactRef.of(BACKBONE, first))).isEqualTo(BACKBONE);
  }

  @Test
  void a_missing_chunk_is_told_by_its_number() {
    long first = write(BACKBONE, 0, "ba");
    write(BACKBONE, 2, "bone");

    assertProblem(() -> store.fetch(ArtifactRef.of(BACKBONE, first)), Problem.INCOMPLETE)
        .hasMessageContaining("chunk 1 is missing from the artifacts topic");
  }

  @Test
  void a_changed_chunk_is_found_by_the_digest() {
    long first = write(BACKBONE, 0, "back");
    write(BACKBONE, 1, "boxe");

    assertProblem(() -> store.fetch(ArtifactRef.of(BACKBONE, first)), Problem.WRONG_DIGEST)
        .hasMessageContaining("8 bytes that hash to");
  }

  @Test
  void a_chunk_that_is_too_long_is_found_too() {
    long first = write(BACKBONE, 0, "back");
    write(BACKBONE, 1, "bones");

    assertProblem(() -> store.fetch(ArtifactRef.of(BACKBONE, first)), Problem.WRONG_DIGEST)
        .hasMessageContaining("9 bytes that hash to");
  }

  @Test
  void a_position_beyond_the_end_is_an_artifact_that_is_not_there() {
    ArtifactRef ref = store.put(BACKBONE);

    assertProblem(
        () -> store.fetch(ArtifactRef.of(BACKBONE, ref.position() + 1000)), Problem.INCOMPLETE);
  }

  @Test
  void garbage_between_the_chunks_is_passed_over() {
    long first = write(BACKBONE, 0, "back");
    TestTopics.writeRaw(kafka, Topics.ARTIFACTS, null, new byte[] {1});
    TestTopics.writeRaw(kafka, Topics.ARTIFACTS, new byte[] {(byte) 0xff}, new byte[] {2});
    TestTopics.writeRaw(kafka, Topics.ARTIFACTS, key(BACKBONE, 1), null);
    write(BACKBONE, 1, "bone");

    assertThat(store.fetch(ArtifactRef.of(BACKBONE, first))).isEqualTo(BACKBONE);
  }

  private long write(byte[] content, int index, String chunk) {
    return chunks.write(new ChunkKey(Sha256.hex(content), index), chunk.getBytes(UTF_8)).offset();
  }

  private static byte[] key(byte[] content, int index) {
    return Topics.ARTIFACTS.key().encode(new ChunkKey(Sha256.hex(content), index));
  }

  private static AbstractThrowableAssert<?, ?> assertProblem(
      ThrowingCallable fetching, Problem problem) {
    var failure = assertThatThrownBy(fetching);
    failure
        .asInstanceOf(InstanceOfAssertFactories.type(ArtifactUnavailableException.class))
        .extracting(ArtifactUnavailableException::problem)
        .isEqualTo(problem);
    return failure;
  }
}
