package io.longshore.standalone.monitoring;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;

/** Posts small labelled pictures, as many as are asked for. */
final class ManyImages {
  private static final int SIDE = 12;
  private static final int AT_ONCE = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI images;
  private int sent;

  ManyImages(int port) {
    this.images = URI.create("http://127.0.0.1:" + port + "/images");
  }

  int sent() {
    return sent;
  }

  /** Sends pictures and returns when all are acknowledged. */
  void send(int count, IntFunction<String> classNames) {
    for (int done = 0; done < count; done += AT_ONCE) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = done; i < Math.min(count, done + AT_ONCE); i++) {
        answers.add(post("image/png", png(sent), classNames.apply(i)));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        if (answer.join().statusCode() != 202) {
          throw new AssertionError("not accepted: " + answer.join().body());
        }
        sent++;
      }
    }
  }

  /** Sends what is no picture; the status of the answer. */
  int sendGarbage() {
    return post("image/png", new byte[] {1, 2, 3}, "nothing").join().statusCode();
  }

  private CompletableFuture<HttpResponse<String>> post(String type, byte[] body, String label) {
    return http.sendAsync(
        HttpRequest.newBuilder(images)
            .timeout(PATIENCE)
            .header("Content-Type", type)
            .header("Longshore-Label", label)
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static byte[] png(int seed) {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    var noise = new Random(seed);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, noise.nextInt(256));
    }
    var file = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", file);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return file.toByteArray();
  }
}
