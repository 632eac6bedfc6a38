package io.longshore.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpProxyTest {
  private ServerSocket echo = unbound();
  private TcpProxy proxy =
      new TcpProxy(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    proxy.close();
    proxy =
        new TcpProxy(
            0, new InetSocketAddress(InetAddress.getLoopbackAddress(), echo.getLocalPort()));
    ServerSocket server = echo;
    var thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  socket.getInputStream().transferTo(socket.getOutputStream());
                } catch (IOException e) {
                  // the next one, if there is any
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void bytes_pass_as_they_are() throws IOException {
    try (Socket client = client()) {
      client.getOutputStream().write(42);

      assertThat(client.getInputStream().read()).isEqualTo(42);
    }
  }

  @Test
  void a_delay_holds_bytes_both_ways() throws IOException {
    proxy.delay(Duration.ofMillis(150));
    try (Socket client = client()) {
      long begin = System.nanoTime();
      client.getOutputStream().write(42);
      assertThat(client.getInputStream().read()).isEqualTo(42);

      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(300_000_000L);
    }
  }

  @Test
  void a_cut_ends_connections_and_refuses_new_ones_until_it_is_mended() throws IOException {
    try (Socket client = client()) {
      client.getOutputStream().write(42);
      assertThat(client.getInputStream().read()).isEqualTo(42);

      assertThat(proxy.cut()).isEqualTo(1);

      assertThat(ends(client)).isTrue();
    }
    try (Socket client = client()) {
      assertThat(ends(client)).isTrue();
    }
    proxy.mend();
    bytes_pass_as_they_are();
  }

  @Test
  void those_who_came_and_did_not_leave_are_counted() throws Exception {
    assertThat(proxy.connections()).isZero();
    try (Socket client = client()) {
      client.getOutputStream().write(42);
      assertThat(client.getInputStream().read()).isEqualTo(42);

      assertThat(proxy.connections()).isEqualTo(1);
    }
    assertThat(Patience.ofSeconds(30).sees(() -> proxy.connections() == 0)).isTrue();
  }

  private static boolean ends(Socket client) {
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  private Socket client() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(30_000); // no interrupt ends a read
    return socket;
  }

  private static ServerSocket unbound() {
    try {
      return new ServerSocket();
    } catch (IOException e) {
      throw new IllegalStateException("no socket", e);
    }
  }
}
