package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.prediction.Verification;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.scorer.verify.ProcessVerifier;
import io.longshore.scorer.verify.VerifySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models of a real trainer with a key are what its golden batches say, and signed. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
class SignedModelsTest {
  private final Path keys;
  private final Path scratch;
  private TestSystem system;
  private Cli generated;
  private ModelManifest retrained;
  private ModelManifest rebalanced;

  SignedModelsTest(@TempDir Path directory) {
    this.keys = directory.resolve("keys");
    this.scratch = directory.resolve("scratch");
  }

  @BeforeAll
  void models_are_made(@TempDir Path data) {
    generated = Cli.run("keys", "generate", "--id", "trainer-1", "--directory", keys.toString());
    system =
        TestSystem.start(
            data,
            Map.of(
                "longshore.tracker.effect-floor", "0.99",
                "longshore.tracker.first-model-labels", "60",
                "longshore.trainer.signing.key-file", keys.resolve("trainer-1.key").toString(),
                "longshore.trainer.signing.key-id", "trainer-1"));
    system.send(Picture.heldOut(Map.of("ant", 8, "bee", 8, "cow", 8)));
    system.send(Picture.stream("stream", Map.of("ant", 40, "bee", 16, "cow", 8)));
    retrained = system.awaitServed(Gear.RETRAIN, 0);
    Cli.run(system.withBroker("adapt", "rebalance", "--reason", "to see"));
    rebalanced = system.awaitServed(Gear.REBALANCE, 0);
  }

  @AfterAll
  void close() {
    system.close();
  }

  @Test
  void a_new_key_comes_with_the_settings_that_use_it() {
    assertThat(generated.out())
        .contains("longshore.trainer.signing.key-file=" + keys.resolve("trainer-1.key"))
        .contains("longshore.scorer.trust.keys=" + keys.resolve("trainer-1.pem"));
    assertThat(generated.status()).isZero();
  }

  @Test
  void a_key_that_is_there_is_not_written_over() {
    Cli again = Cli.run("keys", "generate", "--id", "trainer-1", "--directory", keys.toString());

    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("a key is never written over").hasLineCount(1);
  }

  @Test
  void what_a_file_holds_is_shown_and_nothing_of_a_private_key() {
    Cli open = Cli.run("keys", "show", keys.resolve("trainer-1.pem").toString());
    Cli secret = Cli.run("keys", "show", keys.resolve("trainer-1.key").toString());

    assertThat(open.out()).matches("Ed25519 public key, SHA-256 [0-9a-f]{64}\\s+");
    assertThat(secret.out())
        .isEqualTo("Ed25519 private key, readable by its owner or a group alone\n");
  }

  @Test
  void models_of_both_gears_pass_the_verification_of_a_scorer() throws InterruptedException {
    try (var artifacts = new TopicArtifactStore(system.kafka(), "test");
        var verifier = ProcessVerifier.of(new Defaults(), 1 << 30, artifacts, scratch)) {
      Verification first = verifier.verify(retrained);
      Verification second = verifier.verify(rebalanced);

      assertThat(first.images()).isEqualTo(64);
      assertThat(first.maxDifference()).isLessThan(1e-3);
      assertThat(second.images()).isEqualTo(64);
      assertThat(second.maxDifference()).isLessThan(1e-3);
    }
  }

  @Test
  void it_is_listed_which_key_signed_what_and_whether_that_is_so() {
    Cli trusting = Cli.run(system.withBroker("keys", "check", "--trust", keys.toString()));
    Cli looking = Cli.run(system.withBroker("keys", "check"));

    assertThat(trusting.out())
        .containsPattern("(?m)^model +%s +trainer-1 +20\\S+Z +yes$".formatted(brief(retrained)))
        .containsPattern("(?m)^model +%s +trainer-1 +20\\S+Z +yes$".formatted(brief(rebalanced)))
        .containsPattern("(?m)^plan +\\d+ +- +- +no: not signed$");
    assertThat(trusting.status()).isEqualTo(1); // the plan is not signed
    assertThat(looking.out()).contains("trainer-1").doesNotContain("yes");
    assertThat(looking.status()).isZero();
  }

  private static String brief(ModelManifest model) {
    return model.version().brief();
  }

  /** What a scorer has if nothing is set, and more patience with a busy machine. */
  private record Defaults() implements VerifySettings {
    @Override
    public long maxBytes() {
      return 1L << 30;
    }

    @Override
    public Duration patience() {
      return Duration.ofMinutes(2);
    }

    @Override
    public Duration maxImageTime() {
      return Duration.ofSeconds(30);
    }

    @Override
    public double tolerance() {
      return 1e-3;
    }

    @Override
    public boolean standby() {
      return true;
    }
  }
}
