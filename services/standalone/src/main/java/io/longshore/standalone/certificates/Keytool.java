package io.longshore.standalone.certificates;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tool that comes with Java: Java's libraries can read certificates but not make them. */
final class Keytool {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path store;
  private final Path password;

  /**
   * @param store of the keys, PKCS12
   * @param password file that holds the store's; on the command line everybody could read it
   */
  Keytool(Path store, Path password) {
    this.store = store;
    this.password = password;
  }

  /** Makes a key of the curve P-256 and its certificate. */
  void generate(String alias, Validity validity, List<String> more) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass:file",
                password.toString(),
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1"));
    command.addAll(validity.arguments());
    command.addAll(more);
    run(alias, command);
  }

  private static void run(String alias, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      process.toHandle().destroyForcibly(); // unlike the process itself, leaves what it said
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (!ended || process.exitValue() != 0) {
        throw new CertificatesFailedException(
            "no certificate could be made for '%s': keytool %s: %s"
                .formatted(
                    alias,
                    ended ? "says" : "was not done after " + PATIENCE.toSeconds() + " s and said",
                    said),
            null);
      }
    } catch (IOException e) {
      throw new CertificatesFailedException(
          "%s, which comes with Java, could not be run: %s"
              .formatted(command.get(0), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CertificatesFailedException("interrupted while making certificates", e);
    }
  }
}
