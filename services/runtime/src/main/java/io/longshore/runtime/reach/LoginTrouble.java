package io.longshore.runtime.reach;

import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;

/** Why there is nothing to log in with, such as no token: found before Kafka is asked. */
final class LoginTrouble {
  /** Kafka puts the causes of a failed login into its message, each behind the name of a class. */
  private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z]\\w*: ");

  private LoginTrouble() {}

  static Refusal of(LoginException thrown) {
    String words = CLASS_NAME.matcher(String.valueOf(thrown.getMessage())).replaceAll("");
    if (words.contains("path building failed") || words.contains("path validation failed")) {
      return new Refusal(
          "the certificate of who gives out tokens is of an authority that is not trusted here",
          "name the authority in sasl.jaas.config (ssl.truststore.location=\"…\" ssl.truststore.type=\"PEM\"): for tokens Kafka does not look at ssl.truststore.*");
    }
    if (words.contains("token endpoint")) {
      return new Refusal(
          "no token is given out: " + words,
          "look at sasl.oauthbearer.client.credentials.* and sasl.oauthbearer.scope, and at the provider's log");
    }
    return new Refusal(
        "there is nothing to log in with: " + words,
        "look at sasl.*; with OAUTHBEARER at sasl.oauthbearer.token.endpoint.url, and whether it can be reached from here");
  }
}
