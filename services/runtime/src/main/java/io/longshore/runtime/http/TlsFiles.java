package io.longshore.runtime.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The files of HTTPS as they were at one moment.
 *
 * @param certificate text of PEM
 * @param key text of PEM, which may be the same
 * @param authority text of PEM; empty if callers need no certificate
 */
record TlsFiles(Tls of, byte[] certificate, byte[] key, Optional<byte[]> authority) {

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if one cannot be read
   */
  static TlsFiles read(Tls tls) {
    byte[] certificate = bytes(tls.certificate());
    return new TlsFiles(
        tls,
        certificate,
        tls.key().map(TlsFiles::bytes).orElse(certificate),
        tls.clientAuthority().map(TlsFiles::bytes));
  }

  boolean isAs(TlsFiles other) {
    return Arrays.equals(certificate, other.certificate)
        && Arrays.equals(key, other.key)
        && Arrays.equals(authority.orElse(null), other.authority.orElse(null));
  }

  /** The certificate that callers are shown. */
  X509Certificate own() {
    return chain().get(0);
  }

  /**
   * Lets a server use what they hold.
   *
   * @throws IllegalArgumentException if they hold something else
   */
  void into(SslContextFactory.Server server) {
    String password = UUID.randomUUID().toString(); // of the store in memory
    try {
      server.setKeyStore(keys(password));
      server.setKeyStorePassword(password);
      if (authority.isPresent()) {
        server.setTrustStore(authorities(authority.get()));
      }
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(of.key().orElse(of.certificate()), e.getClass().getSimpleName(), e);
    }
  }

  private KeyStore keys(String password) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    List<X509Certificate> chain = chain();
    try {
      store.setKeyEntry(
          "https",
          Pem.keyOf(chain.get(0), key),
          password.toCharArray(),
          chain.toArray(Certificate[]::new));
    } catch (IllegalArgumentException e) {
      throw unusable(of.key().orElse(of.certificate()), String.valueOf(e.getMessage()), e);
    }
    return store;
  }

  private List<X509Certificate> chain() {
    return certificates(of.certificate(), certificate);
  }

  private KeyStore authorities(byte[] text) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    for (X509Certificate authority : certificates(of.clientAuthority().orElseThrow(), text)) {
      store.setCertificateEntry(
          authority.getSubjectX500Principal() + " " + authority.getSerialNumber(), authority);
    }
    return store;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<X509Certificate> certificates(Path file, byte[] text) {
    try {
      List<X509Certificate> found = Pem.certificates(text);
      if (found.isEmpty()) {
        throw unusable(file, "there is no block CERTIFICATE", null);
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw unusable(file, e.getClass().getSimpleName(), e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unusable(file, e.getClass().getSimpleName(), e);
    }
  }

  private static IllegalArgumentException unusable(
      Path file, String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "%s cannot be used for HTTPS (certificate, certificate-key, client-authority): %s"
            .formatted(file, why),
        cause);
  }
}
