package io.longshore.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.Settings;
import io.longshore.schemas.Topics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceMainTest {

  /** Settings of a service that is never reached. */
  @ConfigMapping(prefix = "longshore.never")
  public interface NeverSettings {
    @WithDefault("1")
    int size();
  }

  /** A service that must not be made. */
  private static final class Never implements ServiceFactory {
    @Override
    public Class<?> settings() {
      return NeverSettings.class;
    }

    @Override
    public Access access() {
      return Access.of("never").reads(Topics.IMAGES).verifiesThem();
    }

    @Override
    public Service create(Settings settings, ServiceContext context) {
      throw new AssertionError("the process should have ended before");
    }
  }

  @Test
  void a_process_with_wrong_settings_ends_with_status_1() {
    int status = ServiceMain.run(new Never(), Map.of("LONGSHORE_NEVER_SIZE", "much"));

    assertThat(status).isEqualTo(1);
  }

  @Test
  void a_process_that_is_not_told_where_kafka_is_ends_with_status_1() {
    int status = ServiceMain.run(new Never(), Map.of());

    assertThat(status).isEqualTo(1);
  }

  @Test
  void a_process_whose_broker_address_is_no_address_ends_with_status_1() {
    int status = ServiceMain.run(new Never(), Map.of("KAFKA_BOOTSTRAP_SERVERS", "nonsense"));

    assertThat(status).isEqualTo(1);
  }
}
