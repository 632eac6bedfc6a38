package io.longshore.runtime.artifact;

import io.longshore.domain.model.ArtifactRef;

/** Keeps artifacts by their content. */
public interface ArtifactStore {

  /** Stores the content and returns how to find it. When it returns, the content is safe. */
  ArtifactRef put(byte[] content);

  /**
   * The content of an artifact, its digest verified.
   *
   * @throws ArtifactUnavailableException if a chunk is missing or the content is not what the
   *     reference says
   */
  byte[] fetch(ArtifactRef ref);
}
