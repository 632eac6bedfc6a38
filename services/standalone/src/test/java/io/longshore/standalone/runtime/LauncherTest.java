package io.longshore.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longshore.runtime.Health;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.ServiceLoop;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.admin.PortInUseException;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicMisconfiguredException;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
@Timeout(120)
class LauncherTest {

  /** Settings of the services of this test. */
  @ConfigMapping(prefix = "longshore.bell")
  public interface BellSettings {
    @WithDefault("one")
    String sound();
  }

  private final KafkaConnection kafka;
  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<String> broken = new LinkedBlockingQueue<>();

  LauncherTest(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  @Test
  void services_start_in_order_and_stop_in_reverse() throws Exception {
    try (var launcher = launch(Map.of(), new Bell("first"), new Bell("second"))) {
      HttpResponse<String> ready = get(launcher, "/health/ready");

      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).isEqualTo("first: ready\nsecond: ready\n");
      assertThat(get(launcher, "/metrics").body()).contains("jvm_memory_used_bytes");
    }

    assertThat(events)
        .containsExactly("start first one", "start second one", "close second", "close first");
  }

  @Test
  void every_topic_is_there_before_the_first_service() throws Exception {
    try (var launcher = launch(Map.of(), new Bell("first"));
        Admin admin = kafka.admin("test")) {
      assertThat(admin.listTopics().names().get())
          .contains(launcher.context().kafka().names().of(Topics.OPERATOR_REQUESTS));
    }
  }

  @Test
  void a_broken_part_is_reported_and_no_longer_live() throws Exception {
    var ring = new Semaphore(0);
    var cracked =
        new Bell("cracked") {
          @Override
          void ring() throws InterruptedException {
            ring.acquire();
            throw new IllegalStateException("a crack");
          }
        };

    try (var launcher = launch(Map.of(), cracked)) {
      int before = get(launcher, "/health/live").statusCode();
      ring.release();

      assertThat(broken.take()).isEqualTo("cracked-loop: java.lang.IllegalStateException: a crack");
      assertThat(before).isEqualTo(200);
      assertThat(get(launcher, "/health/live").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void a_service_that_cannot_start_stops_the_ones_before_it() {
    var mute =
        new Bell("mute") {
          @Override
          void begin() {
            throw new IllegalStateException("no clapper");
          }
        };

    assertThatThrownBy(() -> launch(Map.of(), new Bell("first"), mute)).hasMessage("no clapper");

    assertThat(events).containsExactly("start first one", "close mute", "close first");
  }

  @Test
  void an_admin_port_in_use_is_told_and_nothing_is_started() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings = Map.of("longshore.admin.port", Integer.toString(other.getLocalPort()));

      assertThatThrownBy(() -> launch(settings, new Bell("first")))
          .isInstanceOf(PortInUseException.class)
          .hasMessageContaining("longshore.admin.port");
    }

    assertThat(events).isEmpty();
  }

  @Test
  void topics_that_are_not_as_they_must_be_stop_the_start() {
    try (var launcher = launch(Map.of(), new Bell("first"))) {
      assertThat(launcher.adminPort()).isPositive();
    }
    events.clear();

    assertThatThrownBy(() -> launch(Map.of("longshore.topics.partitions", "5"), new Bell("second")))
        .isInstanceOf(TopicMisconfiguredException.class)
        .hasMessageContaining("has 2 partitions, needs 5 (longshore.topics.partitions)");

    assertThat(events).isEmpty();
  }

  @Test
  void closing_twice_stops_once() {
    var launcher = launch(Map.of(), new Bell("first"));

    launcher.close();
    launcher.close();

    assertThat(events).containsExactly("start first one", "close first");
  }

  private Launcher launch(Map<String, String> over, Bell... bells) {
    Map<String, String> commandLine = SharedBroker.settings(kafka);
    commandLine.putAll(over);
    return new Launcher(
        Settings.load(Map.of(), commandLine, Set.of(ProcessSettings.class, BellSettings.class)),
        List.of(bells),
        Clock.systemUTC(),
        broken::add);
  }

  private static HttpResponse<String> get(Launcher launcher, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + launcher.adminPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  /** A service with one loop, that notes when it starts and stops. */
  private class Bell implements ServiceFactory {
    private final String name;

    Bell(String name) {
      this.name = name;
    }

    void begin() {}

    void ring() throws InterruptedException {
      Thread.sleep(10);
    }

    @Override
    public Class<?> settings() {
      return BellSettings.class;
    }

    @Override
    public Access access() {
      return Access.of(name).reads(Topics.all().toArray(Topic<?, ?>[]::new)).verifiesThem();
    }

    @Override
    public Service create(Settings settings, ServiceContext context) {
      return new Ringing(this, settings.of(BellSettings.class).sound(), context.health());
    }
  }

  private final class Ringing implements Service {
    private final Bell bell;
    private final String sound;
    private final Health health;
    private @Nullable ServiceLoop loop;

    Ringing(Bell bell, String sound, Health health) {
      this.bell = bell;
      this.sound = sound;
      this.health = health;
    }

    @Override
    public String name() {
      return bell.name;
    }

    @Override
    public void start() {
      bell.begin();
      events.add("start " + name() + " " + sound);
      loop = ServiceLoop.start(name() + "-loop", health, bell::ring, () -> {}, () -> {});
      health.ready(name());
    }

    @Override
    public void close() {
      events.add("close " + name());
      if (loop != null) {
        loop.close();
      }
    }
  }
}
