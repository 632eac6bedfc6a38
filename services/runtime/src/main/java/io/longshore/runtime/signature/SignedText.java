package io.longshore.runtime.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.signature.CanonicalText;
import java.time.Instant;

/**
 * The bytes under a signature: the canonical text of what is signed, then lines that name the key
 * and the expiry, so that neither can be exchanged. Signer and checker both come here.
 */
final class SignedText {

  private SignedText() {}

  static byte[] of(String canonical, String keyId, Instant expiresAt) {
    var end =
        new CanonicalText("longshore-signature/1")
            .line("key", keyId)
            .line("expires", expiresAt.toString());
    return (canonical + end).getBytes(UTF_8);
  }
}
