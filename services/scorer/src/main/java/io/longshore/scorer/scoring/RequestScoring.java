package io.longshore.scorer.scoring;

import io.longshore.domain.reject.RejectReason;
import io.longshore.scorer.onnx.Lane;
import io.longshore.scorer.onnx.OnnxModel;
import io.longshore.scorer.scoring.Engine.Answer;
import io.longshore.scorer.serving.Lease;
import io.longshore.scorer.serving.Serving;
import io.longshore.scorer.serving.ServingSlot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers single requests with the live model, as many images at once as a batch holds, whosever
 * they are. For one thread.
 */
public final class RequestScoring implements AutoCloseable {
  private final ServingSlot slot;
  private final Lane lane;

  /**
   * @param batch the most images scored at once
   */
  public RequestScoring(ServingSlot slot, int batch) {
    this.slot = slot;
    this.lane = new Lane(batch);
  }

  /** Completes every request, one way or the other. */
  public void answer(List<SingleRequest> requests) {
    Optional<Lease> lease = slot.lease();
    if (lease.isEmpty()) {
      requests.forEach(r -> r.refuse(new EngineBusyException("no model is live yet")));
      return;
    }
    try (Lease held = lease.get()) {
      answer(held.serving(), requests);
    } catch (RuntimeException e) {
      requests.forEach(request -> request.refuse(e)); // those answered before stay so
    }
  }

  private void answer(Serving serving, List<SingleRequest> requests) {
    OnnxModel model = serving.model();
    int size = model.manifest().recipe().input().size();
    var fitting = new ArrayList<SingleRequest>(requests.size());
    for (SingleRequest request : requests) {
      if (request.pixels().length == request.images() * size) {
        fitting.add(request);
      } else {
        request.refuse(
            new UnscorableImageException(
                RejectReason.INVALID_RECORD,
                "%d bytes are not %d images of %s, which the live model reads"
                    .formatted(
                        request.pixels().length,
                        request.images(),
                        model.manifest().recipe().input())));
      }
    }
    int images = fitting.stream().mapToInt(SingleRequest::images).sum();
    float[] logits = new float[images * model.classNames().size()];
    score(serving, joined(fitting, images * size), images, logits);
    hand(serving, fitting, logits);
  }

  private static byte[] joined(List<SingleRequest> requests, int bytes) {
    if (requests.size() == 1) {
      return requests.get(0).pixels();
    }
    var all = ByteBuffer.allocate(bytes);
    requests.forEach(request -> all.put(request.pixels()));
    return all.array();
  }

  private void score(Serving serving, byte[] pixels, int images, float[] into) {
    OnnxModel model = serving.model();
    int size = model.manifest().recipe().input().size();
    int classes = model.classNames().size();
    for (int from = 0; from < images; from += lane.batch()) {
      int n = Math.min(lane.batch(), images - from);
      lane.images(model).put(pixels, from * size, n * size);
      var answers = new Answers(model, serving.trim(), lane.score(model, n));
      for (int i = 0; i < n; i++) {
        boolean unused = answers.read(i); // who asked for it is told, and nobody else
        answers.copyTo(into, (from + i) * classes);
      }
    }
  }

  private static void hand(Serving serving, List<SingleRequest> requests, float[] logits) {
    int classes = serving.model().classNames().size();
    int at = 0;
    for (SingleRequest request : requests) {
      float[] own = new float[request.images() * classes];
      System.arraycopy(logits, at, own, 0, own.length);
      at += own.length;
      if (isFinite(own)) {
        request.answer().complete(new Answer(serving.model().manifest(), own));
      } else {
        request.refuse(
            new UnscorableImageException(
                RejectReason.INVALID_RECORD,
                "model %s answers with NaN or infinity".formatted(serving.model().version())));
      }
    }
  }

  private static boolean isFinite(float[] logits) {
    boolean finite = true;
    for (float logit : logits) {
      finite &= Float.isFinite(logit);
    }
    return finite;
  }

  @Override
  public void close() {
    lane.close();
  }
}
