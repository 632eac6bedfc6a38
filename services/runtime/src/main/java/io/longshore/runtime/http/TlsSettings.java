package io.longshore.runtime.http;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** HTTPS of a listener. Its files are read again within seconds of a change. */
public interface TlsSettings {

  /**
   * Certificates, PEM, the listener's own first: for HTTPS. The key may stand in the same file, as
   * {@code longshore certificates} makes it.
   */
  Optional<Path> certificate();

  /** The certificate's key, PEM (PKCS#8, without a password), if it has a file of its own. */
  Optional<Path> certificateKey();

  /**
   * Certificates of authorities, PEM: whoever calls must show a certificate that one of them made.
   */
  Optional<Path> clientAuthority();

  /** Versions that are spoken, of {@code TLSv1.3} and {@code TLSv1.2}. */
  @WithDefault("TLSv1.3")
  List<String> tlsProtocols();
}
