package io.longshore.console.state;

import io.longshore.domain.model.ModelManifest;
import io.longshore.domain.model.ModelVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Manifests, whole: as many as have so many classes together, and always those in use. The oldest
 * goes first.
 */
public final class Shelf {
  private final long mostClasses;
  private final Map<ModelVersion, ModelManifest> manifests = new HashMap<>();
  private long classes;

  /**
   * @param mostClasses of all manifests together
   */
  public Shelf(long mostClasses) {
    this.mostClasses = mostClasses;
  }

  /**
   * Puts a manifest on the shelf.
   *
   * @param inUse versions that stay whatever their size
   */
  public void add(ModelManifest manifest, Set<ModelVersion> inUse) {
    ModelManifest before = manifests.put(manifest.version(), manifest);
    classes += weight(manifest) - (before == null ? 0 : weight(before));
    if (classes > mostClasses) {
      newestFirst().stream()
          .sorted(Comparator.comparing(ModelManifest::createdAt))
          .filter(old -> !inUse.contains(old.version()) && !old.equals(manifest))
          .takeWhile(old -> classes > mostClasses)
          .forEach(this::remove);
    }
  }

  private void remove(ModelManifest old) {
    manifests.remove(old.version());
    classes -= weight(old);
  }

  private static long weight(ModelManifest manifest) {
    return manifest.recipe().classes().size();
  }

  public Optional<ModelManifest> of(ModelVersion version) {
    return Optional.ofNullable(manifests.get(version));
  }

  public List<ModelManifest> newestFirst() {
    var all = new ArrayList<>(manifests.values());
    all.sort(
        Comparator.comparing(ModelManifest::createdAt)
            .reversed()
            .thenComparing(ModelManifest::version));
    return all;
  }
}
