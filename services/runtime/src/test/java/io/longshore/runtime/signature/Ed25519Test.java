package io.longshore.runtime.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8032, section 7.1: tests 1 to 3. */
class Ed25519Test {
  private final Path directory;

  Ed25519Test(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "SECOND,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "THIRD,af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void signatures_are_those_of_the_rfc(ExampleKeys key, String message, String signature) {
    byte[] content = HexFormat.of().parseHex(message);

    byte[] signed = Ed25519.sign(key.secret(directory), content);

    assertThat(HexFormat.of().formatHex(signed)).isEqualTo(signature);
    assertThat(Ed25519.verify(key.open(directory), content, signed)).isTrue();
  }

  @Test
  void every_changed_bit_of_a_signature_is_noticed() {
    byte[] content = {1, 2, 3};
    byte[] signed = Ed25519.sign(ExampleKeys.FIRST.secret(directory), content);

    for (int bit = 0; bit < 8 * signed.length; bit++) {
      byte[] changed = signed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Ed25519.verify(ExampleKeys.FIRST.open(directory), content, changed)).isFalse();
    }
  }
}
