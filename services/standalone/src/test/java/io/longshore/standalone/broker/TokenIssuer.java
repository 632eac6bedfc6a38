package io.longshore.standalone.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Who signs tokens, as an identity provider does: JSON web tokens (<a
 * href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>) by RS256.
 *
 * @param name the issuer's
 */
public record TokenIssuer(String name, KeyPair keys) {
  static final String AUDIENCE = "kafka";

  /** One with a key of its own. */
  public static TokenIssuer named(String name) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new TokenIssuer(name, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A token for a client of Kafka.
   *
   * @param subject by which Kafka knows the client
   * @param life from now on; negative for one that is over
   */
  public String token(String subject, Duration life) {
    Instant end = Instant.now().plus(life);
    String signed =
        encoded("{\"alg\":\"RS256\",\"kid\":\"key\"}".getBytes(UTF_8))
            + "."
            + encoded(
                "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
                    .formatted(
                        name,
                        AUDIENCE,
                        subject,
                        end.minus(Duration.ofHours(1)).getEpochSecond(),
                        end.getEpochSecond())
                    .getBytes(UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(UTF_8));
      return signed + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What whoever checks its tokens reads: a JSON web key set. */
  String keySet() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"key\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(number(key.getModulus()), number(key.getPublicExponent()));
  }

  /** Without the byte that Java adds for the sign. */
  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return bytes[0] == 0 ? encoded(Arrays.copyOfRange(bytes, 1, bytes.length)) : encoded(bytes);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
