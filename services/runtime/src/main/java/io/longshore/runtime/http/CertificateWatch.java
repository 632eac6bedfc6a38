package io.longshore.runtime.http;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a server use new keys and authorities soon after their files have changed. Files that cannot
 * be used leave it with those it has.
 */
final class CertificateWatch extends Lookout {
  private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);

  private final SslContextFactory.Server server;
  private TlsFiles seen;
  private String complaint = "";

  /**
   * @param server not started, or started with these files
   */
  CertificateWatch(SslContextFactory.Server server, TlsFiles files, Duration every) {
    super("certificate-watch", every);
    this.server = server;
    this.seen = files;
    warnIfOver(files);
  }

  @Override
  void look() {
    try {
      TlsFiles now = TlsFiles.read(seen.of());
      if (now.isAs(seen)) {
        return;
      }
      server.reload(unused -> now.into(server));
      seen = now;
      complaint = "";
      log.atInfo()
          .addKeyValue("file", now.of().certificate())
          .addKeyValue("until", now.own().getNotAfter().toInstant())
          .log("HTTPS goes on with the files as they are now");
      warnIfOver(now);
    } catch (Exception e) {
      complain(e);
    }
  }

  /** Once for each thing that is wrong, not at every look. */
  private void complain(Exception e) {
    String now = String.valueOf(e.getMessage());
    if (!now.equals(complaint)) {
      complaint = now;
      log.atWarn()
          .setCause(e)
          .addKeyValue("file", seen.of().certificate())
          .log("HTTPS goes on with the files as they were: what is there now cannot be used");
    }
  }

  private static void warnIfOver(TlsFiles files) {
    Instant end = files.own().getNotAfter().toInstant();
    if (Instant.now().isAfter(end)) {
      log.atWarn()
          .addKeyValue("file", files.of().certificate())
          .addKeyValue("until", end)
          .log("the certificate of HTTPS is over, callers will refuse it: put a new one there");
    }
  }
}
