package io.longshore.scorer.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.scorer.fixture.TinyEngine;
import io.longshore.scorer.scoring.DecodingRoom;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The scorer's real HTTP server before an engine, and a client of it. Every answer that it sees
 * must be one that the OpenAPI document describes.
 */
final class Browser implements AutoCloseable {
  static final HttpLimits LIMITS =
      new HttpLimits(
          8 * 1024,
          64 * 1024,
          6,
          10_000,
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          8);
  static final String INFER = "/v2/models/default/infer";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  final TinyEngine engine;
  final HttpEndpoint endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * An answer.
   *
   * @param json the body, or the beginning of it that is JSON
   * @param behind what follows the JSON
   */
  record Seen(int status, HttpResponse<byte[]> response, JsonNode json, byte[] behind) {

    String error() {
      return json.path("error").asText();
    }

    JsonNode output(int index) {
      return json.path("outputs").path(index);
    }
  }

  Browser(TinyEngine engine) {
    this(engine, LIMITS);
  }

  Browser(TinyEngine engine, HttpLimits limits) {
    this(engine, limits, FrontDoor.open());
  }

  Browser(TinyEngine engine, HttpLimits limits, FrontDoor door) {
    this.engine = engine;
    this.endpoint =
        new HttpEndpoint(
            "127.0.0.1",
            0,
            door,
            limits,
            "default",
            engine,
            new DecodingRoom(1 << 24),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path))
        .timeout(PATIENCE);
  }

  Seen get(String path) {
    return join(send(to(path).build()));
  }

  Seen infer(String json) {
    return join(inferLater(json));
  }

  CompletableFuture<Seen> inferLater(String json) {
    return send(to(INFER).POST(BodyPublishers.ofString(json)).build());
  }

  /** Sends JSON and what follows it; the header says how long the JSON is. */
  Seen inferBinary(String json, byte[]... behind) {
    byte[] start = json.getBytes(StandardCharsets.UTF_8);
    return inferFramed(Integer.toString(start.length), json, behind);
  }

  Seen inferFramed(String jsonLength, String json, byte[]... behind) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    Arrays.stream(behind).forEach(body::writeBytes);
    return join(
        send(
            to(INFER)
                .header("Inference-Header-Content-Length", jsonLength)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build()));
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
    byte[] body = response.body();
    int length =
        response
            .headers()
            .firstValue("Inference-Header-Content-Length")
            .map(Integer::parseInt)
            .orElse(body.length);
    return new Seen(
        response.statusCode(),
        response,
        json(Arrays.copyOf(body, length)),
        Arrays.copyOfRange(body, length, body.length));
  }

  @Override
  public void close() {
    endpoint.close();
    engine.close();
  }
}
