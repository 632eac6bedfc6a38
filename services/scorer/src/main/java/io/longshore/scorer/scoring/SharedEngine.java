package io.longshore.scorer.scoring;

import io.longshore.domain.model.ModelManifest;
import io.longshore.scorer.serving.ServingSlot;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Single requests on the workers that also score the stream. */
public final class SharedEngine implements Engine {
  private final ServingSlot slot;
  private final Predicate<SingleRequest> workers;

  /**
   * @param workers take a request, or say that too much waits
   */
  public SharedEngine(ServingSlot slot, Predicate<SingleRequest> workers) {
    this.slot = slot;
    this.workers = workers;
  }

  @Override
  public Optional<ModelManifest> live() {
    return slot.current().map(serving -> serving.model().manifest());
  }

  @Override
  public CompletableFuture<Answer> score(byte[] pixels, int images) {
    if (images < 1) {
      throw new IllegalArgumentException("a request of " + images + " images");
    }
    var request = new SingleRequest(pixels, images, new CompletableFuture<>());
    if (live().isEmpty()) {
      request.refuse(new EngineBusyException("no model is live yet"));
    } else if (!workers.test(request)) {
      request.refuse(new EngineBusyException("too many images wait to be scored; try again"));
    }
    return request.answer();
  }
}
