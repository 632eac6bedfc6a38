package io.longshore.standalone.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A port behind which Java's TLS listens, as a broker's does; no handshake gets far. */
final class TlsPort implements AutoCloseable {
  private final SSLServerSocket socket;

  private TlsPort(SSLServerSocket socket) {
    this.socket = socket;
    var thread = new Thread(this::accept, "tls-port");
    thread.setDaemon(true);
    thread.start();
  }

  static TlsPort open() throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    return new TlsPort(
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress()));
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try (var caller = (SSLSocket) socket.accept()) {
        caller.startHandshake();
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        // Who greets in plain text, or finds no certificate here, is told by an alert.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
