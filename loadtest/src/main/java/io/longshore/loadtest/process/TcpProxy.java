package io.longshore.loadtest.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A wire between clients and a server that can be made slow, narrow, or cut. Each direction of each
 * connection has a thread; at the loads of these tests that is no cost.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private final ServerSocket listening;
  private final InetSocketAddress target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final LongAdder held = new LongAdder();
  private volatile long delayMillis;
  private volatile long bytesPerSecond;
  private volatile boolean cut;

  /**
   * Opens the wire.
   *
   * @param port that clients connect to
   * @param target the server behind it
   */
  public TcpProxy(int port, InetSocketAddress target) {
    this.target = target;
    try {
      listening = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy cannot listen on port " + port, e);
    }
    daemon("proxy-" + port, this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Every chunk waits for so long, in each direction. */
  public void delay(Duration each) {
    delayMillis = each.toMillis();
  }

  /** So many bytes a second pass, on each connection and in each direction. */
  public void narrow(long bytes) {
    bytesPerSecond = bytes;
  }

  /**
   * Ends all connections and refuses new ones.
   *
   * @return how many ended
   */
  public int cut() {
    cut = true;
    int count = connections();
    sockets.forEach(TcpProxy::closeQuietly);
    return count;
  }

  /** How many pass it now. */
  public int connections() {
    return sockets.size() / 2;
  }

  /** For how long it held bytes back so far, of all connections together. */
  public long heldMillis() {
    return held.sum();
  }

  /** As good as new. */
  public void mend() {
    cut = false;
    delayMillis = 0;
    bytesPerSecond = 0;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (cut) {
          closeQuietly(client);
        } else {
          daemon("proxy-connection", () -> connect(client));
        }
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket client) {
    try {
      var server = new Socket(target.getAddress(), target.getPort());
      for (Socket socket : Set.of(client, server)) {
        socket.setTcpNoDelay(true);
        sockets.add(socket);
      }
      if (cut) {
        closeQuietly(client); // came in while others were cut
        closeQuietly(server);
      }
      daemon("proxy-up", () -> pump(client, server));
      daemon("proxy-down", () -> pump(server, client));
    } catch (IOException e) {
      closeQuietly(client); // nobody listens behind it
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        hold(read);
        out.write(chunk, 0, read);
      }
    } catch (IOException e) {
      // either side went away: so does the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void hold(int bytes) throws InterruptedException {
    long narrow = bytesPerSecond;
    long millis = delayMillis + (narrow > 0 ? bytes * 1000L / narrow : 0);
    if (millis > 0) {
      held.add(millis);
      Thread.sleep(millis);
    }
  }

  private static void daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it was of no use any more
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy does not close", e);
    }
    sockets.forEach(TcpProxy::closeQuietly);
  }
}
