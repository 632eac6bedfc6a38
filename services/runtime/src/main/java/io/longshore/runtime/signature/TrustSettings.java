package io.longshore.runtime.signature;

import io.longshore.runtime.config.InvalidSettingsException;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of a service that checks signatures: {@code TrustSettings trust()} in the service's own
 * settings.
 */
public interface TrustSettings {

  /**
   * Files {@code ID.pem} with trusted public keys (X.509, Ed25519), or directories of them, with
   * commas between; without them signatures are not looked at.
   */
  Optional<List<Path>> keys();

  /** Ids of the keys that may sign manifests; without it, all may. */
  Optional<List<String>> manifestKeys();

  /**
   * Ids of the keys that may sign plans. With it every plan must be signed; without it a plan need
   * not be, but for a rollback, and all keys may.
   */
  Optional<List<String>> planKeys();

  /** How long after its expiry a signature is still believed, since clocks differ. */
  @WithDefault("PT5M")
  Duration tolerance();

  /**
   * The keys trusted; empty if signatures are not wanted.
   *
   * @param prefix of these settings, for messages: {@code longshore.scorer.trust}
   * @throws InvalidSettingsException if a key cannot be used
   */
  static Optional<TrustedKeys> trusted(TrustSettings settings, String prefix, Clock clock) {
    if (settings.keys().isEmpty()
        && (settings.manifestKeys().isPresent() || settings.planKeys().isPresent())) {
      throw new InvalidSettingsException(
          List.of("%s.manifest-keys and plan-keys need %s.keys".formatted(prefix, prefix)));
    }
    try {
      return settings
          .keys()
          .map(
              places ->
                  TrustedKeys.of(
                      TrustedKeys.read(places),
                      settings.manifestKeys(),
                      settings.planKeys(),
                      settings.tolerance(),
                      clock));
    } catch (UnusableKeyException e) {
      throw new InvalidSettingsException(List.of(prefix + ".keys: " + e.getMessage()));
    }
  }
}
