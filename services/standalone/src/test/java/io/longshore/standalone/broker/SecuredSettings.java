package io.longshore.standalone.broker;

import java.util.Map;

/** Kafka's settings for a broker that wants to know who is there. */
final class SecuredSettings {

  private SecuredSettings() {}

  static Map<String, String> listeners(int mutual, int scram, int controller) {
    String clients =
        "MUTUAL://%1$s:%2$d,SCRAM://%1$s:%3$d".formatted(LocalBroker.HOST, mutual, scram);
    return Map.of(
        "listeners", clients + ",CONTROLLER://%s:%d".formatted(LocalBroker.HOST, controller),
        "advertised.listeners", clients,
        "listener.security.protocol.map", "MUTUAL:SSL,SCRAM:SASL_SSL,CONTROLLER:SSL",
        "inter.broker.listener.name", "MUTUAL",
        "ssl.enabled.protocols", "TLSv1.3",
        "ssl.client.auth", "required",
        "listener.name.scram.ssl.client.auth", "none",
        "sasl.enabled.mechanisms", "SCRAM-SHA-512",
        "listener.name.scram.scram-sha-512.sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required;");
  }

  /** Nothing is allowed that no rule allows, but to one user. */
  static Map<String, String> rules(String superUser) {
    return Map.of(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "allow.everyone.if.no.acl.found", "false",
        "super.users", "User:" + superUser,
        "ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/,DEFAULT");
  }
}
