package io.longshore.runtime.signature;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.signature.Signature;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** Signs manifests and plans with one key. */
public final class Signer {
  private final String keyId;
  private final PrivateKey key;
  private final Duration validity;
  private final Clock clock;

  /**
   * @param keyId by which readers know the public key
   * @param validity how long a signature is believed
   */
  public Signer(String keyId, PrivateKey key, Duration validity, Clock clock) {
    this.keyId = keyId;
    this.key = key;
    this.validity = validity;
    this.clock = clock;
  }

  /** The manifest with a signature of now, in place of one that it may have had. */
  public ModelManifest sign(ModelManifest manifest) {
    return manifest.signedBy(signature(manifest.canonical()));
  }

  /** The plan with a signature of now, in place of one that it may have had. */
  public RolloutPlan sign(RolloutPlan plan) {
    return plan.signedBy(signature(plan.canonical()));
  }

  private Signature signature(String canonical) {
    Instant expires = clock.instant().plus(validity).truncatedTo(ChronoUnit.SECONDS);
    byte[] value = Ed25519.sign(key, SignedText.of(canonical, keyId, expires));
    return new Signature(keyId, expires, HexFormat.of().formatHex(value));
  }

  /** Names the key, never its content. */
  @Override
  public String toString() {
    return "key " + keyId;
  }
}
