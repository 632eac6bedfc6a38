package io.longshore.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for something: whoever knows the token that hashes to the setting. The console itself
 * does not know it.
 */
public final class Token {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
  private static final String SCHEME = "Bearer ";

  /** How to turn actions on. */
  public static final String HOW =
      "actions are off: set longshore.console.token-sha256 to the SHA-256 of a long random token,"
          + " as 'printf %s TOKEN | sha256sum' prints it, and start the console again";

  private final Optional<byte[]> digest;

  /**
   * @param sha256 64 hexadecimal digits; empty if nobody may
   * @throws IllegalArgumentException if it is something else
   */
  public Token(Optional<String> sha256) {
    this.digest =
        sha256.map(
            text -> {
              if (!DIGEST.matcher(text).matches()) {
                throw new IllegalArgumentException(
                    "longshore.console.token-sha256 must be 64 hexadecimal digits, the SHA-256 of"
                        + " the token and not the token itself");
              }
              return HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT));
            });
  }

  /** In a sentence how to turn actions on; empty if they are on. */
  public Optional<String> howToTurnOn() {
    return digest.isPresent() ? Optional.empty() : Optional.of(HOW);
  }

  /**
   * Lets pass whoever knows the token; how long that takes does not tell how much of it is right.
   *
   * @param authorization the header of the request
   * @throws HttpProblem 403 if actions are off or the token is wrong, 401 if there is none
   */
  void require(@Nullable String authorization) {
    if (digest.isEmpty()) {
      throw new HttpProblem(403, HOW);
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new HttpProblem(
          401, "an action needs the console's token: Authorization: Bearer TOKEN");
    }
    byte[] given =
        Sha256.digest().digest(authorization.substring(SCHEME.length()).strip().getBytes(UTF_8));
    if (!MessageDigest.isEqual(given, digest.get())) {
      throw new HttpProblem(403, "this is not the console's token");
    }
  }
}
