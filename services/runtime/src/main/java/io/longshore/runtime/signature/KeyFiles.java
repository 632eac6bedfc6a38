package io.longshore.runtime.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * Keys in PEM files (<a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>), as {@code
 * openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout} write them. No message holds
 * anything of a file's content.
 */
public final class KeyFiles {
  /** How the file of a public key ends; what comes before is the key's id. */
  public static final String PUBLIC_ENDING = ".pem";

  /** How the file of a private key ends. */
  public static final String PRIVATE_ENDING = ".key";

  static final String PRIVATE = "PRIVATE KEY";
  static final String PUBLIC = "PUBLIC KEY";
  private static final long MOST_BYTES = 16_384;

  private KeyFiles() {}

  /**
   * Reads a private key: PKCS#8. A file that everybody on the machine may read is refused rather
   * than warned of: whoever copied it can sign until every reader has dropped the key, and a
   * warning at start is read after that. A group may read it, because Kubernetes mounts secrets for
   * a group.
   *
   * @throws UnusableKeyException if it is none, or others may read it
   */
  public static PrivateKey readPrivate(Path file) {
    requirePrivate(file);
    try {
      return factory().generatePrivate(new PKCS8EncodedKeySpec(decoded(file, PRIVATE)));
    } catch (GeneralSecurityException e) {
      throw new UnusableKeyException(
          "%s holds no Ed25519 private key; './longshore keys generate' makes one".formatted(file));
    }
  }

  /**
   * Reads a public key: X.509 SubjectPublicKeyInfo.
   *
   * @throws UnusableKeyException if it is none
   */
  public static PublicKey readPublic(Path file) {
    try {
      return factory().generatePublic(new X509EncodedKeySpec(decoded(file, PUBLIC)));
    } catch (GeneralSecurityException e) {
      throw new UnusableKeyException(
          "%s holds no Ed25519 public key; './longshore keys generate' makes one".formatted(file));
    }
  }

  /** Whether the file says that it holds a private key. */
  public static boolean isPrivate(Path file) {
    return text(file).contains(begin(PRIVATE));
  }

  static String pem(String label, byte[] der) {
    return begin(label)
        + "\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n"
        + end(label)
        + "\n";
  }

  private static byte[] decoded(Path file, String label) {
    String text = text(file);
    int from = text.indexOf(begin(label));
    int to = text.indexOf(end(label));
    if (from < 0 || to < from) {
      throw new UnusableKeyException(
          "%s has no block '%s'%s"
              .formatted(
                  file,
                  begin(label),
                  label.equals(PUBLIC) && text.contains(begin(PRIVATE))
                      ? ", it is a private key; keep it where models are signed, and put the public"
                          + " one here"
                      : ""));
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin(label).length(), to));
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException(file + " is damaged: its block is no Base64");
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UnusableKeyException(file + " is too large for a key");
      }
      return new String(Files.readAllBytes(file), US_ASCII);
    } catch (IOException e) {
      throw new UnusableKeyException("the key file %s cannot be read: %s".formatted(file, e));
    }
  }

  private static void requirePrivate(Path file) {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException e) {
      return; // a file system without owners and others
    } catch (IOException e) {
      throw new UnusableKeyException("the key file %s cannot be read: %s".formatted(file, e));
    }
    if (permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
      throw new UnusableKeyException(
          "the private key %s can be read by others, or changed; 'chmod 600 %s' (in Kubernetes defaultMode: 0440), and make a new key if somebody may have read it"
              .formatted(file, file));
    }
  }

  private static KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance(Ed25519.NAME);
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }
}
