package io.longshore.runtime.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What HTTPS of a listener is made of.
 *
 * @param certificate PEM, with the key unless that has a file of its own
 * @param clientAuthority whose certificates callers must show; empty if they need none
 * @param protocols versions, in Java's names
 */
public record Tls(
    Path certificate, Optional<Path> key, Optional<Path> clientAuthority, List<String> protocols) {
  private static final List<String> KNOWN = List.of("TLSv1.3", "TLSv1.2");

  public Tls {
    protocols = List.copyOf(protocols);
    if (protocols.isEmpty() || !KNOWN.containsAll(protocols)) {
      throw new IllegalArgumentException(
          "tls-protocols may have %s, and has %s".formatted(KNOWN, protocols));
    }
  }

  /**
   * Empty for plain HTTP.
   *
   * @throws IllegalArgumentException if something is asked of callers that plain HTTP cannot ask
   */
  public static Optional<Tls> of(TlsSettings settings) {
    if (settings.certificate().isEmpty()
        && (settings.clientAuthority().isPresent() || settings.certificateKey().isPresent())) {
      throw new IllegalArgumentException(
          "client-authority and certificate-key need a certificate beside them, to speak HTTPS with");
    }
    return settings
        .certificate()
        .map(
            certificate ->
                new Tls(
                    certificate,
                    settings.certificateKey(),
                    settings.clientAuthority(),
                    settings.tlsProtocols()));
  }
}
