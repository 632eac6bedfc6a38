package io.longshore.runtime.signature;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.rollout.RolloutPlan;
import io.longshore.domain.signature.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Public keys that a reader believes, and for what. To change keys, trust the new one beside the
 * old, let the writer sign with the new one, and drop the old when nothing that counts bears it.
 */
public final class TrustedKeys {
  /** How far clocks may differ. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private record Trusted(PublicKey key, Set<KeyUse> uses) {}

  private final Map<String, Trusted> keys = new TreeMap<>();
  private final Duration tolerance;
  private final Clock clock;

  /**
   * @param tolerance how long after its expiry a signature is still believed, since clocks differ
   */
  public TrustedKeys(Duration tolerance, Clock clock) {
    this.tolerance = tolerance;
    this.clock = clock;
  }

  /**
   * Reads keys.
   *
   * @param places files {@code ID.pem}, or directories of them
   * @throws UnusableKeyException if a file is no public key, or there is none at all
   */
  public static Map<String, PublicKey> read(Collection<Path> places) {
    var keys = new TreeMap<String, PublicKey>();
    for (Path place : places) {
      for (Path file : files(place)) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(KeyFiles.PUBLIC_ENDING)) {
          throw new UnusableKeyException(
              file + " names no key; a public key lies in a file ID" + KeyFiles.PUBLIC_ENDING);
        }
        String id = name.substring(0, name.length() - KeyFiles.PUBLIC_ENDING.length());
        if (keys.put(id, KeyFiles.readPublic(file)) != null) {
          throw new UnusableKeyException("there are two files of key " + id + "; one is " + file);
        }
      }
    }
    if (keys.isEmpty()) {
      throw new UnusableKeyException(
          "no file ID%s in %s, so nothing could ever be trusted"
              .formatted(KeyFiles.PUBLIC_ENDING, places));
    }
    return keys;
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .filter(file -> file.toString().endsWith(KeyFiles.PUBLIC_ENDING))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UnusableKeyException("the keys in %s cannot be read: %s".formatted(place, e));
    }
  }

  /** Trusts one key more. */
  public TrustedKeys with(String id, PublicKey key, Set<KeyUse> uses) {
    var more = new TrustedKeys(tolerance, clock);
    more.keys.putAll(keys);
    more.keys.put(id, new Trusted(key, Set.copyOf(uses)));
    return more;
  }

  /** Ids of the keys that are trusted for something. */
  public SortedSet<String> ids(KeyUse use) {
    var ids = new TreeSet<String>();
    keys.forEach(
        (id, trusted) -> {
          if (trusted.uses().contains(use)) {
            ids.add(id);
          }
        });
    return ids;
  }

  public SignatureCheck check(ModelManifest manifest) {
    return check(KeyUse.MANIFEST, manifest.canonical(), manifest.signature());
  }

  public SignatureCheck check(RolloutPlan plan) {
    return check(KeyUse.PLAN, plan.canonical(), plan.signature());
  }

  private SignatureCheck check(KeyUse use, String canonical, Optional<Signature> signature) {
    if (signature.isEmpty()) {
      return new SignatureCheck.Unsigned();
    }
    Signature given = signature.get();
    Trusted trusted = keys.get(given.keyId());
    if (trusted == null || !trusted.uses().contains(use)) {
      return new SignatureCheck.UnknownKey(given.keyId());
    }
    byte[] signed = SignedText.of(canonical, given.keyId(), given.expiresAt());
    if (!Ed25519.verify(trusted.key(), signed, HexFormat.of().parseHex(given.value()))) {
      return new SignatureCheck.WrongSignature(given.keyId());
    }
    return clock.instant().isAfter(given.expiresAt().plus(tolerance))
        ? new SignatureCheck.Expired(given.keyId(), given.expiresAt())
        : new SignatureCheck.Valid(given);
  }

  /**
   * Trusts all of these keys: for everything, or for what they are named for.
   *
   * @param manifestKeys ids that may sign manifests; empty for all
   * @param planKeys ids that may sign plans; empty for all
   * @throws UnusableKeyException if an id has no key
   */
  static TrustedKeys of(
      Map<String, PublicKey> keys,
      Optional<List<String>> manifestKeys,
      Optional<List<String>> planKeys,
      Duration tolerance,
      Clock clock) {
    var named = new ArrayList<String>(manifestKeys.orElse(List.of()));
    named.addAll(planKeys.orElse(List.of()));
    named.removeAll(keys.keySet());
    if (!named.isEmpty()) {
      throw new UnusableKeyException(
          "there are no keys %s; there are %s".formatted(named, keys.keySet()));
    }
    var trusted = new TrustedKeys(tolerance, clock);
    for (var entry : keys.entrySet()) {
      var uses = EnumSet.noneOf(KeyUse.class);
      if (manifestKeys.map(ids -> ids.contains(entry.getKey())).orElse(true)) {
        uses.add(KeyUse.MANIFEST);
      }
      if (planKeys.map(ids -> ids.contains(entry.getKey())).orElse(true)) {
        uses.add(KeyUse.PLAN);
      }
      trusted = trusted.with(entry.getKey(), entry.getValue(), uses);
    }
    return trusted;
  }
}
