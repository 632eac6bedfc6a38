package io.longshore.trainer.run;

import io.longshore.domain.image.ImageId;
import java.util.Set;

/** Images of which something was computed that is worth keeping. */
public interface EncodedImages {

  boolean contains(ImageId id);

  /** These images are not what they were. */
  void forget(Set<ImageId> gone);
}
