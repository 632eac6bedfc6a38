package io.longshore.standalone.security;

import io.longshore.standalone.certificates.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * Calls this machine over HTTPS, each time by a new connection.
 *
 * @param trusted the only authority it trusts
 * @param own what it shows if it is asked who it is
 * @param protocols versions of TLS that it speaks
 */
record HttpsCaller(Path trusted, Optional<Identity> own, String... protocols) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static HttpsCaller trusting(Path authority) {
    return new HttpsCaller(authority, Optional.empty(), "TLSv1.3", "TLSv1.2");
  }

  HttpsCaller showing(Identity identity) {
    return new HttpsCaller(trusted, Optional.of(identity), protocols);
  }

  HttpsCaller speaking(String protocol) {
    return new HttpsCaller(trusted, own, protocol);
  }

  HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException, GeneralSecurityException {
    var parameters = new SSLParameters();
    parameters.setProtocols(protocols);
    URI uri = URI.create("https://127.0.0.1:" + port + path);
    return HttpClient.newBuilder()
        .sslContext(context())
        .sslParameters(parameters)
        .build()
        .send(
            HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore authorities = empty();
    try (InputStream in = Files.newInputStream(trusted)) {
      authorities.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    var context = SSLContext.getInstance("TLS");
    context.init(keys(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyManager[] keys() throws IOException, GeneralSecurityException {
    if (own.isEmpty()) {
      return new KeyManager[0];
    }
    KeyStore store = empty();
    store.setKeyEntry(
        "own", own.get().key(), new char[0], own.get().chain().toArray(Certificate[]::new));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    return keys.getKeyManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
