package io.longshore.scorer.scoring;

import io.longshore.domain.image.ImageId;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The images of one partition that were predicted last. A repeated send of an image goes to the
 * same partition, so it is recognised if it comes within so many images.
 */
public final class RecentImages {
  private final int kept;
  private final Set<ImageId> ids = new LinkedHashSet<>();

  /**
   * @param kept how many are remembered
   * @param predicted images known already, oldest first
   */
  public RecentImages(int kept, Collection<ImageId> predicted) {
    this.kept = kept;
    predicted.forEach(this::add);
  }

  /** Remembers an image as the latest; true if it is new. */
  public boolean add(ImageId id) {
    boolean known = ids.remove(id);
    ids.add(id);
    if (ids.size() > kept) {
      Iterator<ImageId> oldest = ids.iterator();
      oldest.next();
      oldest.remove();
    }
    return !known;
  }
}
