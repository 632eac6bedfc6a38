package io.longshore.loadtest.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * As many images as ingest takes in batches over HTTP, a fixed number of requests outstanding. The
 * bodies are made beforehand, so that it is not the sender that is measured.
 */
public final class BatchFlood {
  private static final String BOUNDARY = "longshore-batch-flood";
  private static final int ACCEPTED = 202;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<HttpRequest> requests;
  private final int perRequest;

  /**
   * @param pngs sent in turn, each with a label
   * @param perRequest images of a batch
   */
  public BatchFlood(URI ingest, List<byte[]> pngs, int perRequest) {
    this.perRequest = perRequest;
    var made = new ArrayList<HttpRequest>();
    for (int from = 0; from + perRequest <= pngs.size(); from += perRequest) {
      made.add(
          HttpRequest.newBuilder(ingest.resolve("/images/batch"))
              .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
              .POST(BodyPublishers.ofByteArray(body(pngs.subList(from, from + perRequest))))
              .build());
    }
    if (made.isEmpty()) {
      throw new IllegalArgumentException(
          "%d images make no batch of %d".formatted(pngs.size(), perRequest));
    }
    this.requests = List.copyOf(made);
  }

  /**
   * Sends at least so many images and waits for the last answer.
   *
   * @return images acknowledged a second
   * @throws IllegalStateException if any is not acknowledged
   */
  public double imagesPerSecond(int images, int outstanding) throws InterruptedException {
    int sends = (images + perRequest - 1) / perRequest;
    var permits = new Semaphore(outstanding);
    var failed = new AtomicInteger();
    long begun = System.nanoTime();
    for (int i = 0; i < sends; i++) {
      permits.acquire();
      var unused =
          http.sendAsync(requests.get(i % requests.size()), BodyHandlers.ofByteArray())
              .whenComplete(
                  (response, failure) -> {
                    if (response == null || response.statusCode() != ACCEPTED) {
                      failed.incrementAndGet();
                    }
                    permits.release();
                  });
    }
    permits.acquire(outstanding);
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " of " + sends + " batches were not all accepted");
    }
    return (double) sends * perRequest / seconds;
  }

  private static byte[] body(List<byte[]> pngs) {
    String labels =
        IntStream.range(0, pngs.size())
            .mapToObj(i -> "{\"label\":\"" + Tail.name(i % 10) + "\",\"source\":\"load-test\"}")
            .collect(Collectors.joining(",", "[", "]"));
    var body = new ByteArrayOutputStream();
    part(body, "metadata", "application/json", labels.getBytes(UTF_8));
    pngs.forEach(png -> part(body, "image", Pictures.mediaType(), png));
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return body.toByteArray();
  }

  private static void part(ByteArrayOutputStream body, String name, String type, byte[] content) {
    body.writeBytes(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(BOUNDARY, name, type)
            .getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(UTF_8));
  }
}
