package io.longshore.scorer.http;

import io.javalin.http.Context;
import io.longshore.domain.model.ModelManifest;
import io.longshore.runtime.http.BodyNotTakenException;
import io.longshore.runtime.http.RequestBody;
import io.longshore.scorer.scoring.DecodingRoom;
import io.longshore.scorer.scoring.Engine;
import io.longshore.scorer.scoring.EngineBusyException;
import io.longshore.scorer.scoring.UnscorableImageException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Images in, what the live model says of them out. */
final class InferRoute {
  private final ServedModel served;
  private final Engine engine;
  private final RequestBody body;
  private final int mostBytes;
  private final Room underWay;
  private final EncodedImages encoded;
  private final int mostImages;
  private final Duration patience;

  InferRoute(
      ServedModel served, Engine engine, HttpLimits limits, DecodingRoom room, RequestBody body) {
    this.served = served;
    this.engine = engine;
    this.body = body;
    this.mostBytes = limits.bodyBytes();
    this.underWay =
        new Room(
            limits.underWayBytes(),
            "too much is waiting to be scored here; send it again in a while");
    this.encoded = new EncodedImages(limits.pixels(), room, limits.answer());
    this.mostImages = limits.images();
    this.patience = limits.answer();
  }

  /**
   * Answers a request; room for its body is held until then.
   *
   * @throws HttpProblem if it is refused before the model sees it
   * @throws BodyNotTakenException if its body is
   */
  CompletableFuture<Reply> infer(Context context) {
    ModelManifest model = served.named(context);
    refuseCompressed(context);
    Room.Share share =
        underWay.take(
            HttpLimits.HELD * Math.max(1, RequestBody.expected(context, mostBytes)), Duration.ZERO);
    try {
      return infer(context, model, share).whenComplete((done, failure) -> share.close());
    } catch (RuntimeException | Error e) {
      share.close();
      throw e;
    }
  }

  private CompletableFuture<Reply> infer(Context context, ModelManifest model, Room.Share share) {
    byte[] bytes = body.read(context, mostBytes);
    InferRequest request =
        InferRequestReader.read(
            bytes,
            BinaryFraming.of(context.header(BinaryFraming.JSON_LENGTH), bytes.length),
            mostImages);
    ImageTensor images =
        ImageTensor.of(
            request.image(),
            bytes,
            model.recipe().input(),
            new ImageTensor.Bounds(mostImages, encoded, share));
    return engine
        .score(images.pixels(), images.images())
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                return refused(failure).reply();
              }
              // A model may have gone live since the path was looked at.
              served.requireVersion(context, answer.model().version());
              return InferReply.of(
                  served.name(),
                  answer.model().version(),
                  request,
                  Scores.of(answer, images.images()));
            });
  }

  private static HttpProblem refused(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof EngineBusyException) {
      return new HttpProblem(HttpProblem.UNAVAILABLE, String.valueOf(cause.getMessage()));
    }
    if (cause instanceof TimeoutException) {
      return new HttpProblem(
          HttpProblem.UNAVAILABLE, "the model did not answer in time; send it again in a while");
    }
    if (cause instanceof UnscorableImageException) {
      return new HttpProblem(HttpProblem.BAD_REQUEST, String.valueOf(cause.getMessage()));
    }
    throw new CompletionException(cause);
  }

  private static void refuseCompressed(Context context) {
    String encoding = context.header("Content-Encoding");
    if (encoding != null && !encoding.strip().toLowerCase(Locale.ROOT).equals("identity")) {
      throw new HttpProblem(
          HttpProblem.UNSUPPORTED,
          "Content-Encoding %s is not understood; send the body as it is".formatted(encoding));
    }
  }
}
