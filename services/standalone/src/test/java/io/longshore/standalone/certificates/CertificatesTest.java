package io.longshore.standalone.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.reach.OwnCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateParsingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class CertificatesTest {
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";

  private final Path folder;
  private final CertificateAuthority authority;

  CertificatesTest(@TempDir Path folder) {
    this.folder = folder;
    this.authority = CertificateAuthority.in(folder.resolve("authority"));
  }

  @Test
  void a_client_cannot_pass_for_a_server() throws CertificateParsingException {
    Identity client = authority.issue("scorer", new Role.Client(), new Validity(2));
    Identity server =
        authority.issue("broker", new Role.Server(List.of("kafka", "10.0.0.1")), new Validity(2));

    assertThat(client.chain().get(0).getExtendedKeyUsage()).containsOnly(CLIENT_AUTHENTICATION);
    assertThat(server.chain().get(0).getExtendedKeyUsage())
        .containsOnly(CLIENT_AUTHENTICATION, SERVER_AUTHENTICATION);
    assertThat(server.chain().get(0).getSubjectAlternativeNames())
        .containsExactly(List.of(2, "kafka"), List.of(7, "10.0.0.1"));
  }

  @Test
  void the_authority_of_a_folder_vouches_for_more_later() throws Exception {
    Identity first = authority.issue("scorer", new Role.Client(), new Validity(2));

    Identity later =
        CertificateAuthority.in(folder.resolve("authority"))
            .issue("scorer-2", new Role.Client(), new Validity(2));

    later.chain().get(0).verify(first.authority().getPublicKey());
    assertThat(later.authority()).isEqualTo(first.authority());
    assertThat(later.key()).isNotEqualTo(first.key());
  }

  @Test
  void a_certificate_may_be_over_when_it_is_made() {
    Identity over = authority.issue("scorer", new Role.Client(), new Validity(-3));

    assertThatThrownBy(() -> over.chain().get(0).checkValidity())
        .isInstanceOf(CertificateExpiredException.class);
    assertThat(over.chain().get(0).getNotAfter().toInstant())
        .isBefore(Instant.now().minus(Duration.ofDays(2)));
  }

  @ParameterizedTest
  @EnumSource
  void nobody_else_may_read_what_is_written_and_the_settings_lead_to_it(KeyFormat format)
      throws Exception {
    Identity identity = authority.issue("scorer", new Role.Client(), new Validity(2));

    KeyFolder made = KeyFolder.write(identity, folder.resolve("scorer"), format);

    assertThat(OwnCertificate.of(made.settings()))
        .hasValueSatisfying(own -> assertThat(own.owner()).isEqualTo("CN=scorer"));
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .as("%s", file)
                      .endsWith("------"));
    }
    assertThat(Files.readString(made.serviceFile()))
        .contains("kafka.security.protocol=SSL")
        .doesNotContain("BEGIN");
  }

  @Test
  void no_key_is_written_over() {
    Identity identity = authority.issue("scorer", new Role.Client(), new Validity(2));
    KeyFolder.write(identity, folder.resolve("scorer"), KeyFormat.PEM);

    assertThatThrownBy(() -> KeyFolder.write(identity, folder.resolve("scorer"), KeyFormat.PEM))
        .isInstanceOf(CertificatesFailedException.class)
        .hasMessageContaining("has a key already");
  }

  @Test
  void a_name_that_could_mean_more_than_a_name_is_refused() {
    assertThatThrownBy(() -> authority.issue("a,O=b", new Role.Client(), new Validity(2)))
        .isInstanceOf(CertificatesFailedException.class)
        .hasMessageContaining("'a,O=b' is no name");
  }
}
