package io.longshore.runtime.signature;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.runtime.config.InvalidSettingsException;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Settings of a service that signs what it writes: {@code SigningSettings signing()} in the
 * service's own settings.
 */
public interface SigningSettings {

  /** PEM file of the private key (PKCS#8, Ed25519); without it nothing is signed. */
  Optional<Path> keyFile();

  /** By which readers know the public key. */
  Optional<String> keyId();

  /** How long a signature is believed. */
  @WithDefault("P365D")
  Duration validity();

  /**
   * What signs, if there is a key.
   *
   * @param prefix of these settings, for messages: {@code longshore.trainer.signing}
   * @throws InvalidSettingsException if the settings do not go together, or the key cannot be used
   */
  static Optional<Signer> signer(SigningSettings settings, String prefix, Clock clock) {
    if (settings.keyFile().isPresent() != settings.keyId().isPresent()) {
      throw new InvalidSettingsException(
          List.of("%s.key-file and %s.key-id go together".formatted(prefix, prefix)));
    }
    if (settings.validity().isNegative() || settings.validity().isZero()) {
      throw new InvalidSettingsException(
          List.of(prefix + ".validity is " + settings.validity() + "; it must be positive"));
    }
    try {
      return settings
          .keyFile()
          .map(
              file ->
                  new Signer(
                      settings.keyId().orElseThrow(),
                      KeyFiles.readPrivate(file),
                      settings.validity(),
                      clock));
    } catch (UnusableKeyException e) {
      throw new InvalidSettingsException(List.of(prefix + ".key-file: " + e.getMessage()));
    }
  }

  /** Signs manifests, or leaves them as they are without a key. */
  static UnaryOperator<ModelManifest> manifests(
      SigningSettings settings, String prefix, Clock clock) {
    return signer(settings, prefix, clock)
        .<UnaryOperator<ModelManifest>>map(signer -> signer::sign)
        .orElse(UnaryOperator.identity());
  }

  /** Signs plans, or leaves them as they are without a key. */
  static UnaryOperator<RolloutPlan> plans(SigningSettings settings, String prefix, Clock clock) {
    return signer(settings, prefix, clock)
        .<UnaryOperator<RolloutPlan>>map(signer -> signer::sign)
        .orElse(UnaryOperator.identity());
  }
}
