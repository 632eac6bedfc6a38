package io.longshore.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class KeyTest {
  private static final String SHA256 = "00ff".repeat(16);

  @Test
  void chunks_sort_by_text_in_the_order_of_the_artifact() {
    assertThat(new ChunkKey(SHA256, 12)).hasToString(SHA256 + "/000012");
    assertThat(ChunkKey.parse(SHA256 + "/000012")).isEqualTo(new ChunkKey(SHA256, 12));
  }

  @Test
  void a_chunk_of_no_artifact_cannot_be_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChunkKey("00FF".repeat(16), 0))
        .withMessageContaining("is not a SHA-256 in hexadecimal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChunkKey(SHA256, 1_000_000))
        .withMessage("chunk index 1000000 is not between 0 and 999999");
  }

  @Test
  void a_key_of_another_form_is_refused() {
    assertRefused(Topics.ARTIFACTS, SHA256 + "/12", "the key is no chunk key: ");
    assertRefused(Topics.IMAGES, "two words", "the key is no image id: image id 'two words'");
    assertRefused(Topics.MODELS, "latest", "the key is no model version: ");
    assertRefused(Topics.ROLLOUTS, " ", "the key is no stream: it is blank");
  }

  @Test
  void a_key_that_is_no_text_is_refused() {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> Topics.IMAGES.key().decode(new byte[] {'a', (byte) 0x80}))
        .withMessage("the key (image id) is not UTF-8 text");
  }

  private static void assertRefused(Topic<?, ?> topic, String key, String message) {
    assertThatExceptionOfType(MalformedRecordException.class)
        .isThrownBy(() -> topic.key().decode(key.getBytes(UTF_8)))
        .withMessageContaining(message);
  }
}
