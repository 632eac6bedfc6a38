package io.longshore.scorer.onnx;

import io.longshore.domain.model.ArtifactRef;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Loaded backbones by their digest, each shared by all models that name it: a release that changes
 * the head alone loads some kilobytes. A backbone is closed when its last model is.
 */
final class Backbones {
  private final Map<String, Shared> open = new HashMap<>();

  /** The backbone's session, opened by the function if no live model has it. */
  synchronized Lease lease(ArtifactRef ref, Function<ArtifactRef, OnnxSession> opener) {
    Shared shared = open.computeIfAbsent(ref.sha256(), sha256 -> new Shared(opener.apply(ref)));
    shared.users++;
    return new Lease(ref.sha256(), shared.session);
  }

  private synchronized void giveBack(String sha256) {
    Shared shared = open.get(sha256);
    if (shared != null && --shared.users == 0) {
      open.remove(sha256);
      shared.session.close();
    }
  }

  synchronized int count() {
    return open.size();
  }

  /** One model's hold on a backbone. */
  final class Lease implements AutoCloseable {
    private final String sha256;
    private final OnnxSession session;

    private Lease(String sha256, OnnxSession session) {
      this.sha256 = sha256;
      this.session = session;
    }

    OnnxSession session() {
      return session;
    }

    /** Called once. */
    @Override
    public void close() {
      giveBack(sha256);
    }
  }

  private static final class Shared {
    private final OnnxSession session;
    private int users;

    Shared(OnnxSession session) {
      this.session = session;
    }
  }
}
