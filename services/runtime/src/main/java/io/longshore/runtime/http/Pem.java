package io.longshore.runtime.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates in the text of PEM files. No message has anything of a key. */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]*)-----END \\1-----");

  private Pem() {}

  /** The certificates, in the order of the text. */
  static List<X509Certificate> certificates(byte[] text) throws GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    var found = new ArrayList<X509Certificate>();
    for (byte[] block : blocks("CERTIFICATE", text)) {
      found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
    }
    return found;
  }

  /**
   * The private key that belongs to a certificate.
   *
   * @throws IllegalArgumentException if there is none, or that of another
   */
  static PrivateKey keyOf(X509Certificate certificate, byte[] text)
      throws GeneralSecurityException {
    List<byte[]> blocks = blocks("PRIVATE KEY", text);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("there is no block PRIVATE KEY");
    }
    PublicKey itsPublic = certificate.getPublicKey();
    PrivateKey key =
        KeyFactory.getInstance(itsPublic.getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(blocks.get(0)));
    var signature = Signature.getInstance(scheme(itsPublic));
    signature.initSign(key);
    byte[] signed = signature.sign();
    signature.initVerify(itsPublic);
    if (!signature.verify(signed)) {
      throw new IllegalArgumentException("the key is not that of the first certificate");
    }
    return key;
  }

  private static String scheme(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> key.getAlgorithm();
    };
  }

  private static List<byte[]> blocks(String kind, byte[] text) {
    var found = new ArrayList<byte[]>();
    Matcher blocks = BLOCK.matcher(new String(text, US_ASCII));
    while (blocks.find()) {
      if (blocks.group(1).equals(kind)) {
        found.add(Base64.getMimeDecoder().decode(blocks.group(2)));
      }
    }
    return found;
  }
}
