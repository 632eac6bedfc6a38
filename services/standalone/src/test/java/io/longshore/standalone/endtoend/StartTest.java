package io.longshore.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.standalone.runtime.MountedFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot succeed says why in one sentence, and leaves nothing running. */
@Timeout(120)
class StartTest {

  private final Path data;

  StartTest(@TempDir Path data) {
    this.data = data;
  }

  @Test
  void a_kafka_port_in_use_is_named_with_its_option() throws Exception {
    try (ServerSocket taken = taken()) {
      Cli up = up("--kafka-port", port(taken), "--http-port", "0", "--admin-port", "0");

      assertThat(up.status()).isEqualTo(1);
      assertThat(up.err()).hasLineCount(1).contains(port(taken)).contains("--kafka-port");
    }
  }

  @Test
  void an_http_port_in_use_is_named_with_its_setting() throws Exception {
    try (ServerSocket taken = taken()) {
      Cli up = up("--kafka-port", "0", "--http-port", port(taken), "--admin-port", "0");

      assertThat(up.status()).isEqualTo(1);
      assertThat(up.err())
          .hasLineCount(1)
          .contains(port(taken))
          .contains("longshore.ingest.http.port");
    }
  }

  @Test
  void an_admin_port_in_use_is_named_with_its_setting() throws Exception {
    try (ServerSocket taken = taken()) {
      Cli up = up("--kafka-port", "0", "--http-port", "0", "--admin-port", port(taken));

      assertThat(up.status()).isEqualTo(1);
      assertThat(up.err()).hasLineCount(1).contains(port(taken)).contains("longshore.admin.port");
    }
  }

  @Test
  void a_full_disk_is_told_before_anything_is_written() throws Exception {
    try (var disk = MountedFolder.mount(data.resolve("disk"), "size=1m")) {
      Cli up = Cli.run("up", "--kafka-port", "0", "--data-directory", disk.folder() + "/up");

      assertThat(up.status()).isEqualTo(1);
      assertThat(up.err())
          .hasLineCount(1)
          .contains(disk.folder().toString())
          .contains("MiB are left on its disk");
    }
  }

  private Cli up(String... ports) {
    String[] start = {"up", "--data-directory", data.resolve("up").toString()};
    return Cli.run(Stream.of(start, ports).flatMap(Stream::of).toArray(String[]::new));
  }

  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static String port(ServerSocket socket) {
    return Integer.toString(socket.getLocalPort());
  }
}
