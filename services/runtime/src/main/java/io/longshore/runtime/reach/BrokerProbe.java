package io.longshore.runtime.reach;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Asks an address in plain text which requests it knows, as every Kafka client does first (<a
 * href="https://kafka.apache.org/protocol#The_Messages_ApiVersions">ApiVersions</a>, version 0),
 * and greets it in TLS if that was no answer.
 *
 * <p>Before a client is made: Kafka's own takes the first bytes of a TLS alert for a length, so it
 * waits, or asks for hundreds of megabytes, and cannot say what is wrong.
 */
public final class BrokerProbe {
  private static final short API_VERSIONS = 18;
  private static final int CORRELATION = 0x4c53;
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final int TLS_ALERT = 0x15;
  private static final int TLS_HANDSHAKE = 0x16;
  private static final int TLS_RECORD_BYTES = 32 * 1024;

  private final Duration patience;

  /**
   * @param patience for a connection, and for each answer
   */
  public BrokerProbe(Duration patience) {
    this.patience = patience;
  }

  public Answer ask(Address address) {
    try (Socket socket = connect(address)) {
      socket.getOutputStream().write(apiVersions());
      socket.getOutputStream().flush();
      var in = new DataInputStream(socket.getInputStream());
      int length = in.readInt();
      if (length >= Integer.BYTES && length <= LARGEST_ANSWER && in.readInt() == CORRELATION) {
        return new Answer.Kafka();
      }
      return length >>> 24 == TLS_ALERT ? new Answer.Tls() : new Answer.Stranger();
    } catch (ConnectFailed e) {
      return new Answer.Nobody(e.getMessage());
    } catch (IOException e) {
      return greet(address);
    }
  }

  /** Whether TLS is answered. */
  public Answer greet(Address address) {
    try (Socket socket = connect(address)) {
      socket.getOutputStream().write(clientHello(address));
      socket.getOutputStream().flush();
      int first = socket.getInputStream().read();
      return first == TLS_HANDSHAKE || first == TLS_ALERT
          ? new Answer.Tls()
          : new Answer.Stranger();
    } catch (ConnectFailed e) {
      return new Answer.Nobody(e.getMessage());
    } catch (IOException e) {
      return new Answer.Stranger();
    }
  }

  private Socket connect(Address address) throws ConnectFailed {
    int millis = Math.toIntExact(patience.toMillis());
    var target = new InetSocketAddress(address.host(), address.port());
    if (target.isUnresolved()) {
      throw new ConnectFailed("the name " + address.host() + " is not known");
    }
    var socket = new Socket();
    try {
      socket.connect(target, millis);
      socket.setSoTimeout(millis);
      return socket;
    } catch (IOException e) {
      close(socket);
      throw new ConnectFailed(words(e));
    }
  }

  private String words(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return "no connection within " + patience.toSeconds() + " s";
    }
    if (e instanceof NoRouteToHostException) {
      return "there is no route to it";
    }
    return e instanceof ConnectException
        ? "the connection is refused"
        : String.valueOf(e.getMessage());
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket without a connection cannot be closed", e);
    }
  }

  private static byte[] apiVersions() {
    byte[] client = "longshore".getBytes(US_ASCII);
    int length = 3 * Short.BYTES + Integer.BYTES + client.length;
    return ByteBuffer.allocate(Integer.BYTES + length)
        .putInt(length)
        .putShort(API_VERSIONS)
        .putShort((short) 0)
        .putInt(CORRELATION)
        .putShort((short) client.length)
        .put(client)
        .array();
  }

  private static byte[] clientHello(Address address) {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine(address.host(), address.port());
      engine.setUseClientMode(true);
      ByteBuffer hello = ByteBuffer.allocate(TLS_RECORD_BYTES);
      engine.wrap(ByteBuffer.allocate(0), hello);
      byte[] bytes = new byte[hello.flip().remaining()];
      hello.get(bytes);
      return bytes;
    } catch (NoSuchAlgorithmException | SSLException e) {
      throw new IllegalStateException("every Java can greet in TLS", e);
    }
  }

  /** There is no connection; the message is a few words. */
  private static final class ConnectFailed extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectFailed(String message) {
      super(message);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
