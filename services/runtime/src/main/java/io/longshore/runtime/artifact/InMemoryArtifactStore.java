package io.longshore.runtime.artifact;

import io.longshore.domain.model.ArtifactRef;
import io.longshore.domain.model.Sha256;
import io.longshore.runtime.artifact.ArtifactUnavailableException.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Artifacts in the memory of this process. */
public final class InMemoryArtifactStore implements ArtifactStore {
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

  @Override
  public ArtifactRef put(byte[] content) {
    ArtifactRef ref = ArtifactRef.of(content, 0);
    contents.put(ref.sha256(), content.clone());
    return ref;
  }

  @Override
  public byte[] fetch(ArtifactRef ref) {
    byte[] content = contents.get(ref.sha256());
    if (content == null) {
      throw new ArtifactUnavailableException(
          Problem.INCOMPLETE, "artifact " + ref + " is not in the store");
    }
    if (content.length != ref.size() || !Sha256.hex(content).equals(ref.sha256())) {
      throw new ArtifactUnavailableException(
          Problem.WRONG_DIGEST, "artifact " + ref + " has other content");
    }
    return content.clone();
  }
}
