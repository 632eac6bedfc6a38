package io.longshore.loadtest.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.loadtest.audit.Ledger;
import io.longshore.loadtest.audit.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Sends images and labels and writes down what became of them. Safe for use by several threads. */
final class Client {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI images;
  private final URI labels;
  private final Ledger ledger;

  private record Answer(Outcome outcome, JsonNode body) {}

  Client(int port, Ledger ledger) {
    this.images = URI.create("http://127.0.0.1:" + port + "/images");
    this.labels = URI.create("http://127.0.0.1:" + port + "/labels");
    this.ledger = ledger;
  }

  /** Sends an image with its label in one request. */
  Outcome sendLabelled(Item item) throws InterruptedException {
    Outcome outcome = send(image(item).header("Longshore-Label", item.className())).outcome();
    ledger.image(item.id(), item.className(), outcome);
    ledger.label(item.id(), outcome);
    return outcome;
  }

  /** Sends an image and then, with the receipt, its label. */
  Outcome sendAndLabelLater(Item item) throws InterruptedException {
    Answer image = send(image(item));
    ledger.image(item.id(), item.className(), image.outcome());
    if (image.outcome() != Outcome.ACKNOWLEDGED) {
      return image.outcome();
    }
    Outcome label = send(label(image.body().path("receipt").asText(), item)).outcome();
    ledger.label(item.id(), label);
    return label;
  }

  private HttpRequest.Builder image(Item item) {
    return HttpRequest.newBuilder(images)
        .header("Content-Type", Item.MEDIA_TYPE)
        .header("Longshore-Shape", Item.SHAPE)
        .header("Longshore-Id", item.id())
        .header("Longshore-Split", item.split())
        .POST(BodyPublishers.ofByteArray(item.pixels()));
  }

  private HttpRequest.Builder label(String receipt, Item item) {
    String body =
        JSON.valueToTree(Map.of("receipt", receipt, "label", item.className())).toString();
    return HttpRequest.newBuilder(labels)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private Answer send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> response =
          http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      JsonNode body = JSON.readTree(response.body());
      return new Answer(outcome(response.statusCode(), body), body);
    } catch (ConnectException e) {
      return new Answer(Outcome.REFUSED, JSON.nullNode()); // nobody listened: nothing was sent
    } catch (IOException e) {
      return new Answer(Outcome.UNKNOWN, JSON.nullNode());
    }
  }

  private static Outcome outcome(int status, JsonNode body) {
    if (status == 202) {
      return Outcome.ACKNOWLEDGED;
    }
    boolean busy = body.path("error").asText().equals("BUSY");
    return busy || (status >= 400 && status < 500) ? Outcome.REFUSED : Outcome.UNKNOWN;
  }
}
