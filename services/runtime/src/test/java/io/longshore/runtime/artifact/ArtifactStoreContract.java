package io.longshore.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Sha256;
import io.longshore.runtime.artifact.ArtifactUnavailableException.Problem;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of artifacts keeps to. */
public abstract class ArtifactStoreContract {

  /** The store under test; the same one, or one that sees the same artifacts, at each call. */
  protected abstract ArtifactStore store();

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 512 * 1024 - 1, 512 * 1024, 512 * 1024 + 1, 1300 * 1024})
  void what_was_stored_is_fetched(int size) {
    byte[] content = content(size, size);

    ArtifactRef ref = store().put(content);

    assertThat(store().fetch(ref)).isEqualTo(content);
  }

  @Test
  void a_reference_names_size_and_digest() {
    byte[] content = content(3000, 1);

    ArtifactRef ref = store().put(content);

    assertThat(ref.size()).isEqualTo(3000);
    assertThat(ref.sha256()).isEqualTo(Sha256.hex(content));
  }

  @Test
  void artifacts_do_not_disturb_each_other() {
    byte[] head = content(700_000, 2);
    byte[] backbone = content(900_000, 3);

    ArtifactRef headRef = store().put(head);
    ArtifactRef backboneRef = store().put(backbone);

    assertThat(store().fetch(backboneRef)).isEqualTo(backbone);
    assertThat(store().fetch(headRef)).isEqualTo(head);
  }

  @Test
  void the_same_content_may_be_stored_twice() {
    byte[] content = content(700_000, 4);
    ArtifactRef first = store().put(content);

    ArtifactRef second = store().put(content);

    assertThat(store().fetch(first)).isEqualTo(content);
    assertThat(store().fetch(second)).isEqualTo(content);
  }

  @Test
  void what_is_stored_does_not_change_with_the_array_it_came_from() {
    byte[] content = content(3000, 5);
    byte[] before = content.clone();
    ArtifactRef ref = store().put(content);

    content[0]++;
    store().fetch(ref)[1]++;

    assertThat(store().fetch(ref)).isEqualTo(before);
  }

  @Test
  void an_artifact_that_was_never_stored_is_incomplete() {
    ArtifactRef known = store().put(content(10, 6));
    var unknown = new ArtifactRef("0".repeat(64), 10, known.position());

    Problem problem = problem(unknown);

    assertThat(problem).isEqualTo(Problem.INCOMPLETE);
  }

  @Test
  void a_reference_that_says_too_few_bytes_has_the_wrong_digest() {
    ArtifactRef ref = store().put(content(3000, 7));
    var shorter = new ArtifactRef(ref.sha256(), 2999, ref.position());

    Problem problem = problem(shorter);

    assertThat(problem).isEqualTo(Problem.WRONG_DIGEST);
  }

  @Test
  void a_reference_that_says_too_many_bytes_is_not_believed() {
    ArtifactRef ref = store().put(content(3000, 8));
    var longer = new ArtifactRef(ref.sha256(), Long.MAX_VALUE, ref.position());

    assertThatThrownBy(() -> store().fetch(longer))
        .isInstanceOf(ArtifactUnavailableException.class);
  }

  @Test
  void an_empty_artifact_is_refused() {
    assertThatThrownBy(() -> store().put(new byte[0])).hasMessage("an artifact of 0 bytes");
  }

  private Problem problem(ArtifactRef ref) {
    return catchThrowableOfType(ArtifactUnavailableException.class, () -> store().fetch(ref))
        .problem();
  }

  private static byte[] content(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }
}
