package io.longshore.runtime.http;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Settings of an HTTP endpoint's door. With none of them it is open to whoever reaches it. */
public interface AccessSettings extends TlsSettings {

  /**
   * Who may come: {@code NAME:SHA256}, comma-separated; the second is the SHA-256 of a long random
   * token, in hexadecimal digits, and not the token.
   */
  Optional<List<String>> tokens();

  Jwt jwt();

  /** Tokens that somebody else signs. */
  interface Jwt {
    /** Where the signer's public keys are (JWKS). */
    Optional<URI> keys();

    /** Who must have signed. */
    Optional<String> issuer();

    /** For whom a token must be. */
    Optional<String> audience();

    /** What a token must allow, in its claim {@code scope} or {@code scp}. */
    Optional<String> scope();
  }

  /** Requests that one caller may make a second, in the long run; 0 for no bound. */
  @WithDefault("0")
  int requestsPerSecond();

  /** Requests that one caller may make at once; 0 for as many as in a second. */
  @WithDefault("0")
  int burst();
}
