package io.longshore.domain.signature;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * An Ed25519 signature (RFC 8032) over the canonical text of a manifest or a plan, followed by key
 * id and expiry, so that neither can be exchanged.
 *
 * @param keyId names the public key among those that a reader trusts
 * @param expiresAt when a reader stops believing it
 * @param value 128 lower-case hexadecimal digits
 */
public record Signature(String keyId, Instant expiresAt, String value) {
  private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern VALUE = Pattern.compile("[0-9a-f]{128}");

  public Signature {
    if (!KEY_ID.matcher(keyId).matches()) {
      throw new IllegalArgumentException(
          "'" + keyId + "' is no key id: 1 to 64 letters, digits, dots, dashes or underscores");
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException("an Ed25519 signature has 128 hexadecimal digits");
    }
  }
}
