package io.longshore.datasets;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The files at an HTTP address.
 *
 * @param address ends with a slash
 * @param patience for each file
 */
record WebFolder(URI address, Duration patience) implements FashionMnistSource {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "address " + address;
  }

  @Override
  public Path provide(Path scratch, Consumer<String> progress) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    for (FashionMnistFile file : FashionMnistFile.values()) {
      URI from = address.resolve(file.compressedName());
      progress.accept("downloading " + from);
      download(client, from, scratch.resolve(file.compressedName()));
    }
    return scratch;
  }

  private void download(HttpClient client, URI from, Path to) throws IOException {
    CompletableFuture<HttpResponse<Path>> answer =
        client.sendAsync(HttpRequest.newBuilder(from).build(), BodyHandlers.ofFile(to));
    try {
      int status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status != 200) {
        throw new IOException(from + " answered " + status);
      }
    } catch (ExecutionException e) {
      throw new IOException(from + " cannot be reached: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException(from + " did not answer within " + patience.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while downloading " + from);
    } finally {
      answer.cancel(true);
    }
  }
}
