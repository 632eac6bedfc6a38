package io.longshore.standalone.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a page of the console does, without drawing it. */
final class ConsoleClient {
  private static final String EVENTS = "text/event-stream";
  private static final long PATIENCE_MILLIS = 60_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String origin;

  ConsoleClient(int port) {
    this.origin = "http://127.0.0.1:" + port;
  }

  JsonNode json(String path) {
    return json(bytes(path).body());
  }

  static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<byte[]> bytes(String path) {
    return send(HttpRequest.newBuilder(URI.create(origin + path)).build());
  }

  /** Asks for something, as our own page does. */
  HttpResponse<byte[]> ask(String token, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(origin + "/api/requests"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Origin", origin)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** What a view shows once it shows what is waited for. */
  JsonNode await(String path, Predicate<JsonNode> condition) {
    long giveUp = System.currentTimeMillis() + PATIENCE_MILLIS;
    JsonNode seen = json(path);
    while (!condition.test(seen)) {
      if (System.currentTimeMillis() > giveUp) {
        throw new AssertionError("waited in vain; the last of " + path + " was " + seen);
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
      seen = json(path);
    }
    return seen;
  }

  /** Names and data of events, read until one is what is waited for. */
  List<String> events(Predicate<String> last) {
    try {
      HttpResponse<Stream<String>> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(origin + "/api/events"))
                  .header("Accept", EVENTS)
                  .build(),
              BodyHandlers.ofLines());
      var told = new ArrayList<String>();
      try (Stream<String> lines = answer.body()) {
        String name = "";
        for (var it = lines.iterator(); it.hasNext(); ) {
          String line = it.next();
          if (line.startsWith("event:")) {
            name = line.substring("event:".length()).strip();
          } else if (line.startsWith("data:")) {
            told.add(name + " " + line.substring("data:".length()).strip());
            if (last.test(told.get(told.size() - 1))) {
              return told;
            }
          }
        }
      }
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
