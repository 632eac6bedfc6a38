package io.longshore.runtime.reach;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/**
 * Why Kafka does not let somebody in, told from what its clients throw. They wrap the one telling
 * word, an alert of TLS (<a href="https://www.rfc-editor.org/rfc/rfc8446#section-6.2">RFC 8446,
 * 6.2</a>) or a complaint of Java's path validation, in several exceptions.
 *
 * @param found what is wrong
 * @param advice what to do
 */
public record Refusal(String found, String advice) {
  private static final int DEEPEST = 20;

  /** Empty if this is no refusal. */
  public static Optional<Refusal> of(Throwable thrown) {
    if (has(thrown, e -> e instanceof SaslAuthenticationException)) {
      return Optional.of(
          new Refusal(
              "Kafka refuses the login: " + message(thrown, SaslAuthenticationException.class),
              "look at name and password (sasl.jaas.config), and whether the user exists for this sasl.mechanism; with OAUTHBEARER at the token: who signed it, for whom, until when"));
    }
    if (has(thrown, e -> e instanceof LoginException)) {
      return causes(thrown)
          .filter(LoginException.class::isInstance)
          .map(LoginException.class::cast)
          .map(LoginTrouble::of)
          .findFirst();
    }
    if (has(thrown, e -> e instanceof SslAuthenticationException)) {
      return Optional.of(ofTls(words(thrown)));
    }
    if (has(thrown, e -> e instanceof AuthenticationException)) {
      return Optional.of(
          new Refusal(
              "Kafka refuses the login: " + message(thrown, AuthenticationException.class),
              "give it the right one (security.protocol, ssl.*, sasl.*)"));
    }
    if (has(thrown, e -> e instanceof AuthorizationException)) {
      return Optional.of(
          new Refusal(
              "Kafka does not allow this: " + message(thrown, AuthorizationException.class),
              "'./longshore doctor --service NAME' lists the rights that are missing; kafka-acls.sh grants them"));
    }
    return Optional.empty();
  }

  private static Refusal ofTls(String words) {
    if (words.contains("path building failed") || words.contains("path validation failed")) {
      return words.contains("expired") || words.contains("NotAfter")
          ? new Refusal(
              "the broker's certificate is over", "give the broker a new one and start it again")
          : new Refusal(
              "the broker's certificate is of an authority that is not trusted here",
              "look at ssl.truststore.location: it must hold the authority of the brokers; or is this somebody else's broker?");
    }
    if (words.contains("No subject alternative") || words.contains("No name matching")) {
      return new Refusal(
          "the broker's certificate is for other hosts than the one it was called by: "
              + tail(words, "No "),
          "call it by a name of its certificate, or give it one with this name");
    }
    if (words.contains("bad_certificate")
        || words.contains("certificate_unknown")
        || words.contains("certificate_required")
        || words.contains("certificate_expired")
        || words.contains("unknown_ca")) {
      return new Refusal(
          "the broker refuses our certificate (%s)".formatted(tail(words, "Received fatal")),
          "there must be one (ssl.keystore.location), of an authority that the brokers trust, and not over");
    }
    return new Refusal(
        "no TLS connection comes about: " + words,
        "look at ssl.enabled.protocols, at ssl.truststore.* and at the broker's log");
  }

  private static String tail(String words, String from) {
    int at = words.lastIndexOf(from);
    return at < 0 ? words : words.substring(at);
  }

  private static String message(Throwable thrown, Class<? extends Throwable> type) {
    return causes(thrown)
        .filter(type::isInstance)
        .findFirst()
        .map(e -> String.valueOf(e.getMessage()))
        .orElse("");
  }

  private static String words(Throwable thrown) {
    return causes(thrown)
        .map(e -> Objects.requireNonNullElse(e.getMessage(), ""))
        .reduce(
            "", (all, next) -> all.contains(next) ? all : all + (all.isEmpty() ? "" : ": ") + next);
  }

  private static boolean has(Throwable thrown, Predicate<Throwable> wanted) {
    return causes(thrown).anyMatch(wanted);
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }
}
