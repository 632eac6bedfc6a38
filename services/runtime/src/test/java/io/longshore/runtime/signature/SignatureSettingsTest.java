package io.longshore.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.config.Settings;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureSettingsTest {
  private static final Clock CLOCK = Clock.fixed(Examples.TIME, ZoneOffset.UTC);

  /** Settings of a service of the tests. */
  @ConfigMapping(prefix = "longshore.lighthouse")
  public interface Lighthouse {
    SigningSettings signing();

    TrustSettings trust();
  }

  private final Path directory;

  SignatureSettingsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void without_a_key_nothing_is_signed() {
    var sign = SigningSettings.manifests(load(Map.of()).signing(), "s", CLOCK);

    assertThat(sign.apply(Examples.MANIFEST)).isEqualTo(Examples.MANIFEST);
  }

  @Test
  void without_keys_signatures_are_not_wanted() {
    assertThat(TrustSettings.trusted(load(Map.of()).trust(), "t", CLOCK)).isEmpty();
  }

  @Test
  void what_is_signed_under_settings_is_trusted_under_settings() {
    NewKey made = NewKey.generate("rollout-1", directory);
    Lighthouse settings =
        load(
            Map.of(
                "signing.key-file",
                made.privateFile().toString(),
                "signing.key-id",
                "rollout-1",
                "signing.validity",
                "PT2H",
                "trust.keys",
                directory.toString()));

    var signed = SigningSettings.plans(settings.signing(), "s", CLOCK).apply(Examples.PLAN);

    assertThat(TrustSettings.trusted(settings.trust(), "t", CLOCK).orElseThrow().check(signed))
        .isInstanceOf(SignatureCheck.Valid.class);
    assertThat(signed.signature().orElseThrow().expiresAt()).isEqualTo("2026-11-22T10:30:00Z");
  }

  @Test
  void keys_can_be_files_and_be_limited_to_a_use() {
    Path a = NewKey.generate("a", directory).publicFile();
    Path b = NewKey.generate("b", directory).publicFile();

    TrustedKeys keys =
        TrustSettings.trusted(
                load(Map.of("trust.keys", a + "," + b, "trust.manifest-keys", "a")).trust(),
                "t",
                CLOCK)
            .orElseThrow();

    assertThat(keys.ids(KeyUse.MANIFEST)).containsExactly("a");
    assertThat(keys.ids(KeyUse.PLAN)).containsExactly("a", "b");
  }

  @Test
  void a_limit_to_a_key_that_is_not_there_is_told() {
    NewKey.generate("a", directory);
    TrustSettings settings =
        load(Map.of("trust.keys", directory.toString(), "trust.plan-keys", "b")).trust();

    assertThatThrownBy(() -> TrustSettings.trusted(settings, "longshore.lighthouse.trust", CLOCK))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("longshore.lighthouse.trust.keys: there are no keys [b]");
  }

  @Test
  void a_limit_without_keys_is_told() {
    TrustSettings settings = load(Map.of("trust.plan-keys", "b")).trust();

    assertThatThrownBy(() -> TrustSettings.trusted(settings, "t", CLOCK))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("need t.keys");
  }

  @Test
  void a_key_file_without_an_id_is_told() {
    SigningSettings settings = load(Map.of("signing.key-file", "a.key")).signing();

    assertThatThrownBy(() -> SigningSettings.signer(settings, "s", CLOCK))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("s.key-file and s.key-id go together");
  }

  @Test
  void a_private_key_for_everybody_stops_the_start() throws IOException {
    Path file = NewKey.generate("a", directory).privateFile();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    SigningSettings settings =
        load(Map.of("signing.key-file", file.toString(), "signing.key-id", "a")).signing();

    assertThatThrownBy(() -> SigningSettings.signer(settings, "s", CLOCK))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("s.key-file")
        .hasMessageContaining("chmod 600");
  }

  private static Lighthouse load(Map<String, String> brief) {
    var full = new HashMap<String, String>();
    brief.forEach((key, value) -> full.put("longshore.lighthouse." + key, value));
    return Settings.load(Map.of(), full, Set.of(Lighthouse.class)).of(Lighthouse.class);
  }
}
