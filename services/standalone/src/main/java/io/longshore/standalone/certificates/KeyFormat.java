package io.longshore.standalone.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a key and its certificates lie in a folder, and what Kafka's clients are told of it. */
public enum KeyFormat {
  /** Text, without a password: the files' permissions protect the key. */
  PEM {
    @Override
    Map<String, String> write(Identity identity, Path folder) throws IOException {
      Path key = folder.resolve("key.pem");
      Path trust = folder.resolve("authority.pem");
      String chain = identity.chain().stream().map(KeyFormat::pem).collect(Collectors.joining());
      PrivateFiles.write(
          key, (block("PRIVATE KEY", identity.key().getEncoded()) + chain).getBytes(UTF_8));
      PrivateFiles.write(trust, pem(identity.authority()).getBytes(UTF_8));
      return new TreeMap<>(
          Map.of(
              "ssl.keystore.type",
              "PEM",
              "ssl.keystore.location",
              key.toString(),
              "ssl.truststore.type",
              "PEM",
              "ssl.truststore.location",
              trust.toString()));
    }
  },
  /** Java's own stores, each under a password that lies in a file and not in the settings. */
  PKCS12 {
    @Override
    Map<String, String> write(Identity identity, Path folder)
        throws IOException, GeneralSecurityException {
      String password = CertificateAuthority.randomPassword();
      Path secrets = folder.resolve("secrets");
      PrivateFiles.folder(secrets);
      PrivateFiles.write(secrets.resolve("password"), password.getBytes(UTF_8));
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry(
          identity.name(),
          identity.key(),
          password.toCharArray(),
          identity.chain().toArray(X509Certificate[]::new));
      store(keys, password, folder.resolve("key.p12"));
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", identity.authority());
      store(trusted, password, folder.resolve("authority.p12"));
      String reference = "${directory:" + secrets + ":password}";
      return new TreeMap<>(
          Map.of(
              "config.providers",
              "directory",
              "config.providers.directory.class",
              "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
              "config.providers.directory.param.allowed.paths",
              secrets.toString(),
              "ssl.keystore.type",
              "PKCS12",
              "ssl.keystore.location",
              folder.resolve("key.p12").toString(),
              "ssl.keystore.password",
              reference,
              "ssl.truststore.type",
              "PKCS12",
              "ssl.truststore.location",
              folder.resolve("authority.p12").toString(),
              "ssl.truststore.password",
              reference));
    }
  };

  /** Writes the files and returns the settings, by Kafka's names, that lead clients to them. */
  abstract Map<String, String> write(Identity identity, Path folder)
      throws IOException, GeneralSecurityException;

  private static void store(KeyStore store, String password, Path file)
      throws IOException, GeneralSecurityException {
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, password.toCharArray());
    PrivateFiles.write(file, bytes.toByteArray());
  }

  private static String pem(X509Certificate certificate) {
    try {
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new CertificatesFailedException("a certificate cannot be written", e);
    }
  }

  private static String block(String kind, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return String.join(
        "\n", List.of("-----BEGIN " + kind + "-----", lines, "-----END " + kind + "-----", ""));
  }
}
