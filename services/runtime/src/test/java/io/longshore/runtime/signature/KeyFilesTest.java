package io.longshore.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {
  private final Path directory;

  KeyFilesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void a_new_key_is_its_owners_alone_and_its_halves_fit() throws IOException {
    NewKey made = NewKey.generate("trainer-1", directory.resolve("keys"));

    byte[] signed = Ed25519.sign(KeyFiles.readPrivate(made.privateFile()), new byte[] {7});

    assertThat(Ed25519.verify(KeyFiles.readPublic(made.publicFile()), new byte[] {7}, signed))
        .isTrue();
    assertThat(permissions(made.privateFile())).isEqualTo("rw-------");
    assertThat(TrustedKeys.read(List.of(directory.resolve("keys")))).containsOnlyKeys("trainer-1");
  }

  @Test
  void a_key_is_never_written_over() throws IOException {
    NewKey made = NewKey.generate("trainer-1", directory);
    String before = Files.readString(made.privateFile());

    assertThatThrownBy(() -> NewKey.generate("trainer-1", directory))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("exists; a key is never written over");
    assertThat(Files.readString(made.privateFile())).isEqualTo(before);
  }

  @Test
  void an_id_that_is_a_path_is_none() {
    assertThatThrownBy(() -> NewKey.generate("../trainer", directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no key id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-rw----", "rw-----w-"})
  void a_private_key_that_others_can_read_or_change_is_refused(String permissions)
      throws IOException {
    Path file = ExampleKeys.FIRST.writePrivate(directory.resolve("a.key"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> KeyFiles.readPrivate(file))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void a_group_may_read_a_private_key_as_kubernetes_mounts_it() throws IOException {
    Path file = ExampleKeys.FIRST.writePrivate(directory.resolve("a.key"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));

    assertThat(KeyFiles.readPrivate(file).getAlgorithm()).isEqualTo("EdDSA");
  }

  @Test
  void a_private_key_among_trusted_ones_is_told_without_its_content() {
    ExampleKeys.FIRST.writePrivate(directory.resolve("a.pem"));

    assertThatThrownBy(() -> TrustedKeys.read(List.of(directory)))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("it is a private key")
        .hasMessageNotContaining("MC4CAQ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----",
        "-----END PUBLIC KEY----------BEGIN PUBLIC KEY-----"
      })
  void what_is_no_key_is_told_with_the_file(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("a.pem"), content);

    assertThatThrownBy(() -> KeyFiles.readPublic(file))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void no_key_at_all_is_an_error_and_not_trust_in_nobody() {
    assertThatThrownBy(() -> TrustedKeys.read(List.of(directory)))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("nothing could ever be trusted");
  }

  @Test
  void a_signer_does_not_tell_its_key() {
    var signer =
        new Signer("t", ExampleKeys.FIRST.secret(directory), Duration.ofDays(1), Clock.systemUTC());

    assertThat(signer).hasToString("key t");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
