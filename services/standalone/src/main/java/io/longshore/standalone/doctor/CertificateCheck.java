package io.longshore.standalone.doctor;

import io.longshore.runtime.reach.KafkaRefusedException;
import io.longshore.runtime.reach.OwnCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Until when brokers take the certificate that is shown to them.
 *
 * @param settings of Kafka's clients
 */
public record CertificateCheck(Map<String, String> settings, Instant now) implements Check {
  private static final String CHECK = "certificate";
  private static final Duration SOON = Duration.ofDays(14);

  public CertificateCheck {
    settings = Map.copyOf(settings);
  }

  @Override
  public List<Finding> look() {
    try {
      return OwnCertificate.of(settings).map(this::look).stream().toList();
    } catch (KafkaRefusedException e) {
      return List.of(
          Finding.fault(
              CHECK,
              String.valueOf(e.getMessage()),
              "look at ssl.keystore.location, ssl.keystore.type and ssl.keystore.password"));
    }
  }

  private Finding look(OwnCertificate certificate) {
    String found =
        "our certificate, %s of %s, is good until %s"
            .formatted(certificate.owner(), certificate.authority(), certificate.end());
    String advice = "make a new one before that; whoever uses it must be started again";
    if (certificate.trouble(now).isPresent()) {
      return Finding.fault(CHECK, certificate.trouble(now).get(), "brokers refuse it");
    }
    return certificate.end().isBefore(now.plus(SOON))
        ? Finding.warning(CHECK, found, advice)
        : Finding.ok(CHECK, found);
  }

  /** Settings may hold secrets. */
  @Override
  public String toString() {
    return "CertificateCheck";
  }
}
