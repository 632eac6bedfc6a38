package io.longshore.runtime.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key (PKCS#8, without a password) and the certificates that belong to it, from one PEM
 * file. No message has anything of its content.
 */
final class PemKey {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]*)-----END \\1-----");

  private PemKey() {}

  /**
   * As a store of keys in memory.
   *
   * @param password that the store is to have
   * @throws IllegalArgumentException if the file is something else
   */
  static KeyStore read(Path file, String password) {
    try {
      byte[] key = null;
      List<Certificate> chain = new ArrayList<>();
      Matcher blocks = BLOCK.matcher(Files.readString(file, US_ASCII));
      while (blocks.find()) {
        byte[] content = Base64.getMimeDecoder().decode(blocks.group(2));
        if (blocks.group(1).equals("PRIVATE KEY")) {
          key = content;
        } else if (blocks.group(1).equals("CERTIFICATE")) {
          chain.add(
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(content)));
        }
      }
      if (key == null || chain.isEmpty()) {
        throw new IllegalArgumentException(
            file + " must hold a block PRIVATE KEY and the CERTIFICATE blocks of it");
      }
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "https",
          KeyFactory.getInstance(chain.get(0).getPublicKey().getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(key)),
          password.toCharArray(),
          chain.toArray(Certificate[]::new));
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "%s cannot be read as a key with its certificates (access.certificate): %s"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }
}
