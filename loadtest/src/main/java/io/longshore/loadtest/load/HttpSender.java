package io.longshore.loadtest.load;

import io.longshore.loadtest.audit.Outcome;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends to ingest over HTTP, on as many connections as there are answers outstanding. */
final class HttpSender implements Sender {
  /** Longer than ingest waits for Kafka, so that it is ingest that says what became of an image. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI images;

  HttpSender(URI ingest) {
    this.images = ingest.resolve("/images");
  }

  @Override
  public CompletableFuture<Answer> send(Item item) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(images)
            .timeout(PATIENCE)
            .header("Content-Type", item.mediaType())
            .header("Longshore-Id", item.id())
            .header("Longshore-Source", "load-test")
            .POST(BodyPublishers.ofByteArray(item.bytes()));
    item.shape().ifPresent(shape -> request.header("Longshore-Shape", shape));
    if (item.labelled() != Item.Labelled.NO) {
      request.header("Longshore-Label", item.className());
    }
    if (item.labelled() == Item.Labelled.HOLDOUT) {
      request.header("Longshore-Split", "holdout");
    }
    return http.sendAsync(request.build(), BodyHandlers.ofString())
        .handle((response, failure) -> response == null ? failed(failure) : answered(response));
  }

  private static Answer answered(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 202) {
      return new Answer(Outcome.ACKNOWLEDGED, "202");
    }
    boolean busy = status == 503 && response.body().contains("\"BUSY\"");
    boolean hinted = response.headers().firstValue("Retry-After").isPresent();
    String kind = status + (busy ? " busy" : "") + (status == 503 && !hinted ? " no hint" : "");
    return new Answer(busy || status / 100 == 4 ? Outcome.REFUSED : Outcome.UNKNOWN, kind);
  }

  private static Answer failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    // Raised while connecting and never later, in all of java.net.http: nothing was sent.
    Outcome outcome = cause instanceof ConnectException ? Outcome.REFUSED : Outcome.UNKNOWN;
    return new Answer(outcome, cause.getClass().getSimpleName());
  }
}
