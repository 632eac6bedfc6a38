package io.longshore.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.ingest.IngestFixture;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.runtime.trace.Tracing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Ingest's real HTTP server on a log in memory, and a client of it. Every answer that it sees must
 * be one that the OpenAPI document describes.
 */
final class Browser implements AutoCloseable {
  static final HttpLimits LIMITS =
      new HttpLimits(
          64 * 1024, 128 * 1024, 8, 16 * 1024, Duration.ofSeconds(20), Duration.ofSeconds(20), 8);
  static final String PIXELS = "application/vnd.longshore.pixels";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  final HttpEndpoint endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Status, headers and body. */
  record Seen(int status, HttpResponse<byte[]> response, JsonNode json) {
    String error() {
      return json.path("error").asText();
    }
  }

  Browser(IngestFixture ingest) {
    this(ingest, LIMITS);
  }

  Browser(IngestFixture ingest, HttpLimits limits) {
    this(ingest, limits, FrontDoor.open(), ingest.clock);
  }

  Browser(IngestFixture ingest, HttpLimits limits, FrontDoor door, Clock clock) {
    this.endpoint =
        new HttpEndpoint(
            "127.0.0.1",
            0,
            door,
            limits,
            ingest.images,
            ingest.labels,
            ingest.inFlight,
            ingest.meters,
            Tracing.OFF,
            clock);
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
        .timeout(PATIENCE);
  }

  /** Posts an image with headers given as name, value, name, value. */
  Seen post(String path, String type, byte[] body, String... headers) {
    return join(postLater(path, type, body, headers));
  }

  CompletableFuture<Seen> postLater(String path, String type, byte[] body, String... headers) {
    HttpRequest.Builder request =
        to(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  CompletableFuture<Seen> send(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(Browser::seen);
  }

  static Seen join(CompletableFuture<Seen> seen) {
    try {
      return seen.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Seen seen(HttpResponse<byte[]> response) {
    OpenApi.checkDescribed(
        response.request().method(), response.request().uri().getPath(), response.statusCode());
    return new Seen(response.statusCode(), response, json(response.body()));
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
