package io.longshore.runtime.http;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why callers do not get in by HTTPS; each reason not more often than now and then. */
final class HandshakeLog implements SslHandshakeListener {
  private static final Logger log = LoggerFactory.getLogger(HandshakeLog.class);
  private static final Pattern NO_TLS =
      Pattern.compile("[Uu]nrecognized SSL message|plaintext connection");

  /** An alert says why, if it is read before the connection is found closed. */
  private static final Pattern BROKE_OFF =
      Pattern.compile(
          "fatal alert: (certificate_unknown|certificate_expired|unknown_ca|bad_certificate)"
              + "|Broken pipe|[Rr]eset|[Cc]los(ed|ing)");

  private static final long QUIET = Duration.ofSeconds(10).toNanos();

  private final ServerConnector connector;
  private final Map<String, Long> said = new ConcurrentHashMap<>();

  HandshakeLog(ServerConnector connector) {
    this.connector = connector;
  }

  @Override
  public void handshakeFailed(Event event, Throwable failure) {
    String reason = reason(Objects.requireNonNullElseGet(failure.getMessage(), failure::toString));
    long now = System.nanoTime();
    Long due = said.get(reason);
    if (due != null && now - due < 0) {
      return;
    }
    if (said.size() < 100) {
      said.put(reason, now + QUIET);
    }
    SSLEngine engine = event.getSSLEngine();
    log.atWarn()
        .addKeyValue("port", connector.getLocalPort())
        .addKeyValue("caller", engine.getPeerHost() + ":" + engine.getPeerPort())
        .log("a caller did not get in by HTTPS: {}", reason);
  }

  private static String reason(String said) {
    if (NO_TLS.matcher(said).find()) {
      return "it does not speak TLS, perhaps plain HTTP: its address must begin with https://";
    }
    if (said.contains("Empty client certificate chain")) {
      return "it shows no certificate, and client-authority asks for one";
    }
    if (BROKE_OFF.matcher(said).find()) {
      return "it broke off, as callers do that do not trust our certificate: " + said;
    }
    return said;
  }
}
