package io.longshore.runtime.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.longshore.runtime.http.Callers;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.runtime.http.Gate;
import io.longshore.runtime.http.HttpListener;
import io.longshore.runtime.http.Tls;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries the pages over HTTPS, by the server that carries images and predictions: the one that
 * comes with Java asks for the name of each caller's address and keeps to itself why one fails.
 */
final class SecureServer implements AdminServer {
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Beside those that answer: one that accepts, one that selects, one in reserve. */
  private static final int THREADS_BESIDE = 4;

  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private final HttpListener listener;

  SecureServer(String host, int port, int threads, Tls tls, AdminPages pages) {
    boolean asksWho = tls.clientAuthority().isPresent();
    var door = new FrontDoor(Gate.open(), Optional.of(tls), Callers.MAY_SHOW_A_CERTIFICATE);
    this.listener =
        HttpListener.open(
            new HttpListener.Place("admin", host, port, "longshore.admin.port", IDLE),
            HttpListener.threads("admin", threads + THREADS_BESIDE),
            config -> {
              door.on(config, host, port);
              config.routes.get("/<path>", context -> answer(context, asksWho, pages));
            });
  }

  private static void answer(Context context, boolean asksWho, AdminPages pages)
      throws IOException {
    HttpServletRequest request = context.req();
    String query = request.getQueryString();
    URI uri;
    try {
      uri = URI.create(request.getRequestURI() + (query == null ? "" : "?" + query));
    } catch (IllegalArgumentException e) {
      write(context, PageAnswer.why(400, "this is no address: " + e.getMessage()));
      return;
    }
    if (asksWho && !AdminPages.isHealth(uri) && request.getAttribute(CERTIFICATES) == null) {
      write(
          context,
          PageAnswer.why(
              403,
              "show a certificate that an authority in longshore.admin.client-authority made; "
                  + "without one there is only /health/live and /health/ready"));
      return;
    }
    pages.answer(request.getMethod(), uri, answer -> write(context, answer));
  }

  /** Writes at once: the reader's slowness is the page's, not that of others. */
  private static void write(Context context, PageAnswer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    var response = context.res();
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContentType(answer.type());
    response.setContentLength(body.length);
    try (var out = response.getOutputStream()) {
      out.write(body);
    }
  }

  @Override
  public int port() {
    return listener.port();
  }

  @Override
  public String scheme() {
    return "https";
  }

  @Override
  public void close() {
    listener.close();
  }
}
