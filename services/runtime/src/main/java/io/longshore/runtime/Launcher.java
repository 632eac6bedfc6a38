package io.longshore.runtime;

import io.longshore.runtime.admin.AdminEndpoint;
import io.longshore.runtime.admin.Metrics;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.http.Tls;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.reach.Entrance;
import io.longshore.runtime.topic.TopicLayout;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.runtime.topic.TopicProvisioning;
import io.longshore.runtime.trace.Tracing;
import io.longshore.schemas.Topic;
import io.longshore.schemas.Topics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.smallrye.config.ConfigMapping;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts services in a process and stops them in reverse order: one service in production, all of
 * them on a laptop.
 */
public final class Launcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Launcher.class);

  private final List<AutoCloseable> started = Collections.synchronizedList(new ArrayList<>());
  private final ServiceContext context;
  private final AdminEndpoint admin;

  /**
   * Verifies the topics that services need, opens the admin endpoint and starts the services in
   * order.
   *
   * @param settings of the process and of every service
   * @param factories one a service
   * @param clock the only source of wall-clock time
   * @param whenBroken told when a part breaks beyond repair
   */
  public Launcher(
      Settings settings, List<ServiceFactory> factories, Clock clock, Consumer<String> whenBroken) {
    ProcessSettings process = settings.of(ProcessSettings.class);
    log.atInfo().log("settings in force:\n{}", settings.table());
    PrometheusMeterRegistry registry = registry();
    var health = new Health(whenBroken);
    var kafka =
        new KafkaConnection(
            settings.kafka(), new TopicNames(process.topics().prefix().orElse("")), registry);
    List<Topic<?, ?>> needed =
        factories.stream().flatMap(f -> f.access().verified().stream()).distinct().toList();
    var entrance = new Entrance(kafka.settings(), clock);
    entrance.requireProtocol();
    if (needed.isEmpty()) {
      // Such a service opens without a broker too: one that is not there is not waited for long.
      try (Admin client = kafka.admin("longshore-entrance", Entrance.IN_PASSING)) {
        entrance.requireLogin(client);
      }
    } else {
      provision(process, kafka, entrance, needed);
    }
    this.admin =
        new AdminEndpoint(
            process.admin().host(),
            process.admin().port(),
            Tls.of(process.admin()),
            registry,
            health);
    this.context =
        new ServiceContext(
            process.stream(),
            process.instance(),
            kafka,
            clock,
            registry,
            health,
            process.dataDirectory(),
            admin,
            Tracing.of(process.tracing(), named(factories), process.instance()));
    started.add(context.tracing());
    started.add(registry::close);
    started.add(admin);
    try {
      for (ServiceFactory factory : factories) {
        Service service = factory.create(settings, context);
        started.add(service);
        LogContext.during(service.name(), process.stream(), service::start);
        log.atInfo().addKeyValue("service", service.name()).log("started");
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  public ServiceContext context() {
    return context;
  }

  public int adminPort() {
    return admin.port();
  }

  /** Stops the services, last started first. A second call finds nothing left to stop. */
  @Override
  public void close() {
    List<AutoCloseable> parts;
    synchronized (started) {
      parts = List.copyOf(started);
      started.clear();
    }
    for (int i = parts.size() - 1; i >= 0; i--) {
      try {
        parts.get(i).close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a part did not stop cleanly");
      }
    }
  }

  /** What a process with these services is called where others are: by its one service, if so. */
  private static String named(List<ServiceFactory> factories) {
    if (factories.size() != 1) {
      return "longshore";
    }
    ConfigMapping own = factories.get(0).settings().getAnnotation(ConfigMapping.class);
    return own == null ? "longshore" : own.prefix().replace('.', '-');
  }

  private static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = Metrics.registry();
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    return registry;
  }

  private static void provision(
      ProcessSettings process, KafkaConnection kafka, Entrance entrance, List<Topic<?, ?>> needed) {
    TopicLayout layout = TopicLayout.of(process.topics());
    try (Admin client = kafka.admin("longshore-topics")) {
      entrance.requireLogin(client);
      var provisioning = new TopicProvisioning(client, kafka.names(), layout);
      if (process.topics().create()) {
        provisioning.create(Topics.all());
      }
      provisioning.verify(needed);
    }
  }
}
