package io.longshore.runtime.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BrokerProbeTest {
  private static final BrokerProbe PROBE = new BrokerProbe(Duration.ofMillis(500));

  @Test
  void where_nobody_listens_there_is_nobody() {
    assertThat(PROBE.ask(new Address("127.0.0.1", 1)))
        .isEqualTo(new Answer.Nobody("the connection is refused"));
  }

  @Test
  void a_name_that_is_not_known_is_told() {
    assertThat(PROBE.ask(new Address("kafka.invalid", 9092)))
        .isEqualTo(new Answer.Nobody("the name kafka.invalid is not known"));
  }

  @Test
  void who_says_nothing_is_a_stranger_and_not_waited_for() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(PROBE.ask(address(silent))).isEqualTo(new Answer.Stranger());
    }
  }

  @Test
  void a_web_server_is_a_stranger() throws Exception {
    try (var web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      answering(web, "HTTP/1.1 400 Bad Request\r\n\r\n");

      assertThat(PROBE.ask(address(web))).isEqualTo(new Answer.Stranger());
      assertThat(new Reach("PLAINTEXT", Duration.ofMillis(500)).obstacle(address(web)))
          .hasValueSatisfying(words -> assertThat(words).contains("not as Kafka does"));
    }
  }

  @Test
  void an_alert_of_tls_is_known_by_its_first_byte() throws Exception {
    try (var tls = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      answering(tls, "\u0015\u0003\u0003\u0000\u0002\u0002F\u0000");

      assertThat(PROBE.ask(address(tls))).isEqualTo(new Answer.Tls());
    }
  }

  @Test
  void tls_that_is_asked_for_and_not_there_is_told() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(new Reach("SASL_SSL", Duration.ofMillis(300)).obstacle(address(silent)))
          .hasValueSatisfying(words -> assertThat(words).contains("does not answer in it"));
    }
  }

  @Test
  void one_address_that_answers_is_enough() throws Exception {
    try (var tls = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      answering(tls, "\u0016\u0003\u0003\u0000");
      List<Address> two = List.of(new Address("127.0.0.1", 1), address(tls));

      assertThat(new Reach("SSL", Duration.ofMillis(500)).obstacle(two)).isEmpty();
    }
  }

  @Test
  void addresses_are_taken_apart_as_kafka_does() {
    assertThat(Address.all("a:1, [::1]:9093"))
        .containsExactly(new Address("a", 1), new Address("::1", 9093));
    assertThat(new Address("::1", 9093)).hasToString("[::1]:9093");
    assertThatThrownBy(() -> Address.all("localhost"))
        .hasMessageStartingWith("'localhost' is no address of a broker");
    assertThatThrownBy(() -> Address.all("a:70000")).hasMessageContaining("'a:70000'");
  }

  private static Address address(ServerSocket socket) {
    return new Address("127.0.0.1", socket.getLocalPort());
  }

  /** Says the same to whoever comes, when it has said something. */
  private static void answering(ServerSocket server, String words) {
    var thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket caller = server.accept()) {
                  int first = caller.getInputStream().read();
                  if (first >= 0) {
                    caller.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
                  }
                } catch (IOException e) {
                  // the test is over, or the caller is gone
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
