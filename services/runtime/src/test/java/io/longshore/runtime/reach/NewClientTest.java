package io.longshore.runtime.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.config.InvalidSettingsException;
import java.util.Map;
import java.util.Properties;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class NewClientTest {

  @Test
  void what_can_be_made_is_made() {
    assertThat(NewClient.by(() -> "a client")).isEqualTo("a client");
  }

  @Test
  void a_wrong_value_is_told_with_the_name_of_its_setting() {
    assertThatThrownBy(() -> admin("security.protocol", "SASLL"))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("no client of Kafka can be made")
        .hasMessageContaining("security.protocol");
  }

  @Test
  void a_store_that_is_not_there_is_told_with_its_path() {
    assertThatThrownBy(
            () -> admin("security.protocol", "SSL", "ssl.truststore.location", "/nowhere.p12"))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("/nowhere.p12");
  }

  @Test
  void a_login_that_cannot_be_had_is_told_without_the_names_of_classes() {
    var thrown =
        new KafkaException(
            "Failed to create new KafkaAdminClient",
            new LoginException(
                "org.apache.kafka.common.KafkaException: java.net.ConnectException: Connection refused"));

    assertThatThrownBy(() -> failing(thrown))
        .isInstanceOf(KafkaRefusedException.class)
        .hasMessageStartingWith(
            "there is nothing to log in with: Connection refused; look at sasl.*");
  }

  @Test
  void what_is_no_matter_of_kafka_is_left_alone() {
    assertThatThrownBy(() -> failing(new IllegalStateException("seven")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("seven");
  }

  private static void admin(String... settings) {
    var properties = new Properties();
    properties.putAll(Map.of("bootstrap.servers", "127.0.0.1:1"));
    for (int i = 0; i < settings.length; i += 2) {
      properties.put(settings[i], settings[i + 1]);
    }
    NewClient.by(() -> Admin.create(properties)).close();
  }

  private static void failing(RuntimeException thrown) {
    NewClient.by(
        () -> {
          throw thrown;
        });
  }
}
