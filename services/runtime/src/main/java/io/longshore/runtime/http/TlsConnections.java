package io.longshore.runtime.http;

import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** How connections of HTTPS are made. */
final class TlsConnections {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private TlsConnections() {}

  /**
   * A connector that is not started.
   *
   * @param callers what is asked of them, if there is an authority of theirs
   */
  static ServerConnector connector(
      Server server, HttpConfiguration http, Tls tls, Callers callers) {
    TlsFiles files = TlsFiles.read(tls);
    var context = new SslContextFactory.Server();
    context.setIncludeProtocols(tls.protocols().toArray(String[]::new));
    files.into(context);
    if (tls.clientAuthority().isPresent()) {
      switch (callers) {
        case SHOW_A_CERTIFICATE -> context.setNeedClientAuth(true);
        case MAY_SHOW_A_CERTIFICATE -> context.setWantClientAuth(true);
      }
    }
    var secured = new HttpConfiguration(http);
    secured.addCustomizer(new SecureRequestCustomizer(false));
    var connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(context, "http/1.1"),
            new HttpConnectionFactory(secured));
    connector.addBean(new CertificateWatch(context, files, LOOK));
    connector.addBean(new HandshakeLog(connector));
    return connector;
  }
}
