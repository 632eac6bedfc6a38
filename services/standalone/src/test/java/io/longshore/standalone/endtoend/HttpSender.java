package io.longshore.standalone.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Posts pictures as any program could. */
final class HttpSender {
  /** To take a picture, which waits for Kafka. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI images;

  HttpSender(int port) {
    this.images = URI.create("http://127.0.0.1:" + port + "/images");
  }

  /** Sends labelled pictures and returns when all are acknowledged. */
  void send(Collection<Picture> pictures) {
    send(pictures, picture -> Optional.of(picture.className()));
  }

  /** Sends pictures without their labels and returns when all are acknowledged. */
  void sendUnlabelled(Collection<Picture> pictures) {
    send(pictures, picture -> Optional.empty());
  }

  /**
   * Over connections of its own: one that was silent since the last time may be closed by the
   * server in the moment that it is used again.
   */
  private void send(Collection<Picture> pictures, Function<Picture, Optional<String>> labels) {
    HttpClient http = HttpClient.newHttpClient();
    List<CompletableFuture<HttpResponse<String>>> answers =
        pictures.stream().map(p -> post(http, p, labels.apply(p))).toList();
    answers.forEach(HttpSender::requireAccepted);
  }

  private CompletableFuture<HttpResponse<String>> post(
      HttpClient http, Picture picture, Optional<String> label) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(images)
            .timeout(PATIENCE)
            .header("Content-Type", "image/png")
            .header("Longshore-Id", picture.id())
            .header("Longshore-Split", picture.splitWord())
            .POST(BodyPublishers.ofByteArray(picture.png()));
    label.ifPresent(name -> request.header("Longshore-Label", name));
    return http.sendAsync(request.build(), BodyHandlers.ofString());
  }

  /** Sends a PNG file and tells how it was answered, whatever that is. */
  static CompletableFuture<Integer> answer(int port, byte[] png) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/images"))
            .timeout(PATIENCE)
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofByteArray(png))
            .build();
    return HttpClient.newHttpClient()
        .sendAsync(request, BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private static void requireAccepted(CompletableFuture<HttpResponse<String>> answer) {
    HttpResponse<String> came = answer.join();
    if (came.statusCode() != 202) {
      throw new AssertionError("not accepted: " + came.statusCode() + " " + came.body());
    }
  }
}
