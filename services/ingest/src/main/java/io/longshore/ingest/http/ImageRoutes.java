package io.longshore.ingest.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.javalin.http.Context;
import io.longshore.domain.reject.RejectReason;
import io.longshore.ingest.InFlight;
import io.longshore.ingest.IngestPipeline;
import io.longshore.ingest.Outcome;
import io.longshore.ingest.SubmittedImage;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** One image a request, or a batch of them. */
final class ImageRoutes {
  private final IngestPipeline pipeline;
  private final int batchImages;

  ImageRoutes(IngestPipeline pipeline, int batchImages) {
    this.pipeline = pipeline;
    this.batchImages = batchImages;
  }

  CompletableFuture<Answer> image(Context context, byte[] body, InFlight.Share share) {
    SubmittedImage image;
    try {
      image = ImageFields.of(context).of(body, context.contentType());
    } catch (InvalidFieldsException e) {
      return completedFuture(Answer.of(refused(body, e, context)));
    }
    return pipeline.submit(image, share).thenApply(Answer::of);
  }

  CompletableFuture<Answer> batch(Context context, byte[] body, InFlight.Share share) {
    String type = Objects.requireNonNullElse(context.contentType(), "");
    if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      Outcome refused =
          pipeline.refuse(
              body,
              RejectReason.WRONG_MEDIA_TYPE,
              "a batch is sent as multipart/form-data",
              source(context));
      return completedFuture(Answer.of(refused));
    }
    BatchBody batch;
    try {
      batch = BatchBody.read(body, type, batchImages);
    } catch (InvalidFieldsException e) {
      return completedFuture(Answer.of(refused(body, e, context)));
    }
    List<CompletableFuture<Outcome>> outcomes =
        batch.items().stream().map(item -> submitted(item, context, share)).toList();
    return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
        .thenApply(done -> Answer.ofAll(outcomes.stream().map(CompletableFuture::join).toList()));
  }

  private CompletableFuture<Outcome> submitted(
      BatchBody.Item item, Context context, InFlight.Share share) {
    try {
      return pipeline.submit(item.fields().of(item.bytes(), item.mediaType()), share);
    } catch (InvalidFieldsException e) {
      return completedFuture(refused(item.bytes(), e, context));
    }
  }

  private Outcome refused(byte[] bytes, InvalidFieldsException e, Context context) {
    return pipeline.refuse(bytes, e.reason(), e.text(), source(context));
  }

  private static String source(Context context) {
    return "POST " + context.path() + " from " + context.ip();
  }
}
