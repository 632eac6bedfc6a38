package io.longshore.tracker.label;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Takes fingerprints; for one thread. */
public final class Fingerprints {
  private static final byte BETWEEN = 0;

  private final MessageDigest digest;

  public Fingerprints() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public Fingerprint of(String name) {
    return taken(digest.digest(name.getBytes(UTF_8)));
  }

  /** Of a unit of a class. A class name has no NUL, so no two pairs are the same text. */
  public Fingerprint of(String className, String unit) {
    digest.update(className.getBytes(UTF_8));
    digest.update(BETWEEN);
    return taken(digest.digest(unit.getBytes(UTF_8)));
  }

  private static Fingerprint taken(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    return new Fingerprint(bytes.getLong(), bytes.getLong());
  }
}
