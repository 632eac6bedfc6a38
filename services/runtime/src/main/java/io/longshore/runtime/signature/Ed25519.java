package io.longshore.runtime.signature;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/**
 * Ed25519 as the JDK has it: <a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032</a>, section
 * 5.1.
 */
final class Ed25519 {
  static final String NAME = "Ed25519";

  private Ed25519() {}

  /** 64 bytes. */
  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signing = engine();
      signing.initSign(key);
      signing.update(message);
      return signing.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this private key cannot sign", e);
    }
  }

  static boolean verify(PublicKey key, byte[] message, byte[] signature) {
    Signature verifying = engine();
    try {
      verifying.initVerify(key);
      verifying.update(message);
      return verifying.verify(signature);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("this public key cannot verify", e);
    } catch (SignatureException e) {
      return false; // its number is not below the order of the group, so nobody's key made it
    }
  }

  private static Signature engine() {
    try {
      return Signature.getInstance(NAME);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
    }
  }
}
