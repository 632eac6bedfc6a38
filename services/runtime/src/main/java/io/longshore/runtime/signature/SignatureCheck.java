package io.longshore.runtime.signature;

import io.longshore.domain.signature.Signature;
import java.time.Instant;

/** What came of looking at a signature. */
public sealed interface SignatureCheck {

  /** In words, for messages and tables. */
  String words();

  /** Of this content, by a trusted key, and still to be believed. */
  record Valid(Signature signature) implements SignatureCheck {
    @Override
    public String words() {
      return "signed with key %s until %s".formatted(signature.keyId(), signature.expiresAt());
    }
  }

  /** There is none. */
  record Unsigned() implements SignatureCheck {
    @Override
    public String words() {
      return "not signed";
    }
  }

  /** By a key that is not trusted for this. */
  record UnknownKey(String keyId) implements SignatureCheck {
    @Override
    public String words() {
      return "signed with key %s, which is not trusted for this".formatted(keyId);
    }
  }

  /** By a trusted key's name, but that key did not sign this content. */
  record WrongSignature(String keyId) implements SignatureCheck {
    @Override
    public String words() {
      return "not what key %s signed: it was changed, or another key signed it".formatted(keyId);
    }
  }

  /** Of this content by a trusted key, but no longer to be believed. */
  record Expired(String keyId, Instant at) implements SignatureCheck {
    @Override
    public String words() {
      return "signed with key %s, but only until %s".formatted(keyId, at);
    }
  }
}
