package io.longshore.runtime.admin;

import io.longshore.runtime.Health;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered on the admin endpoint, whichever server carries it. */
final class AdminPages {
  private static final Logger log = LoggerFactory.getLogger(AdminPages.class);
  private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";
  private static final String METRICS = "/metrics";
  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";

  private final PrometheusMeterRegistry registry;
  private final Health health;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  /** Slow readers of long pages must leave threads for whoever asks whether the process lives. */
  private final Semaphore readers;

  /** Where an answer goes. */
  @FunctionalInterface
  interface Reply {
    void write(PageAnswer answer) throws IOException;
  }

  /**
   * @param readers of services' pages at a time
   */
  AdminPages(PrometheusMeterRegistry registry, Health health, int readers) {
    this.registry = registry;
    this.health = health;
    this.readers = new Semaphore(readers);
  }

  void add(String path, Page page) {
    if (path.equals(METRICS)
        || path.equals(LIVE)
        || path.equals(READY)
        || pages.putIfAbsent(path, page) != null) {
      throw new IllegalArgumentException("there is a page already at " + path);
    }
  }

  /** Whether this is for probes, which have nothing to show. */
  static boolean isHealth(URI request) {
    return LIVE.equals(request.getPath()) || READY.equals(request.getPath());
  }

  /** Answers a request. */
  void answer(String method, URI request, Reply reply) throws IOException {
    String path = String.valueOf(request.getPath());
    switch (path) {
      case METRICS -> reply.write(new PageAnswer(200, EXPOSITION, Map.of(), registry.scrape()));
      case LIVE -> reply.write(health(health.isLive()));
      case READY -> reply.write(health(health.isReady()));
      default -> {
        Page page = pages.get(path);
        if (page == null) {
          reply.write(PageAnswer.why(404, "there is no such page"));
        } else if (!readers.tryAcquire()) {
          reply.write(PageAnswer.later("others are being answered"));
        } else {
          try {
            reply.write(answer(method, path, page, request));
          } finally {
            readers.release();
          }
        }
      }
    }
  }

  private PageAnswer health(boolean good) {
    return PageAnswer.why(good ? 200 : 503, health.inWords());
  }

  private static PageAnswer answer(String method, String path, Page page, URI request) {
    if (!method.equals("GET")) {
      return PageAnswer.why(405, path + " can only be read, with GET").with("Allow", "GET");
    }
    try {
      return page.answer(request);
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("path", path).setCause(e).log("a page failed");
      return PageAnswer.why(500, "failed, see the log: " + e);
    }
  }
}
