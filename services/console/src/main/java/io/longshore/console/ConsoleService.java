package io.longshore.console;

import io.longshore.console.http.HostNames;
import io.longshore.console.http.HttpEndpoint;
import io.longshore.console.http.Pictures;
import io.longshore.console.http.Token;
import io.longshore.console.image.Thumbnail;
import io.longshore.console.kafka.ImageRecords;
import io.longshore.console.kafka.Observer;
import io.longshore.console.kafka.TopicsReader;
import io.longshore.console.state.Known;
import io.longshore.console.state.Limits;
import io.longshore.console.state.Shared;
import io.longshore.console.view.Intervals;
import io.longshore.console.view.StatusView;
import io.longshore.console.view.TailView;
import io.longshore.runtime.Service;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.http.FrontDoor;
import io.longshore.runtime.http.Gate;
import io.longshore.runtime.http.Tls;
import io.longshore.runtime.operator.OperatorDesk;
import io.micrometer.core.instrument.Gauge;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console: reads topics, shows what they say, and lets who may ask for something. */
public final class ConsoleService implements Service {
  private static final Logger log = LoggerFactory.getLogger(ConsoleService.class);

  /** Of the intervals of recall: one class in twenty is ever outside. */
  private static final double ALPHA = 0.05;

  private final ConsoleSettings settings;
  private final ServiceContext context;
  private final Shared shared;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private @Nullable HttpEndpoint endpoint;

  ConsoleService(ConsoleSettings settings, ServiceContext context) {
    this.settings = settings;
    this.context = context;
    this.shared =
        new Shared(
            new Known(
                context.stream(),
                new Limits(
                    settings.memory().waiting(),
                    settings.memory().imagesPerClass(),
                    settings.memory().modelClasses()),
                context.clock().instant()));
  }

  @Override
  public String name() {
    return "console";
  }

  @Override
  public synchronized void start() {
    var reader =
        opened(
            new TopicsReader(
                context.kafka(),
                shared,
                settings.memory().history(),
                context.health(),
                context.clock()));
    opened(
        new Observer(
            context.kafka(),
            shared,
            reader::layout,
            settings.interval(),
            context.health(),
            context.clock()));
    var door =
        FrontDoor.of(
            Gate.unhurried(settings.requestsPerSecond(), settings.burst()), Tls.of(settings));
    door.warnIfOpen(settings.host(), "a proxy before it that asks who looks on");
    endpoint =
        opened(
            new HttpEndpoint(
                settings.host(),
                settings.port(),
                door,
                settings.threads(),
                settings.listeners(),
                parts(),
                context));
    Gauge.builder("longshore.console.garbage", shared, ConsoleService::garbage)
        .description("records that could not be read, over all topics")
        .register(context.meters());
    context.health().ready(name());
  }

  private HttpEndpoint.Parts parts() {
    var token = new Token(settings.tokenSha256().filter(text -> !text.isBlank()));
    var numbers = new AtomicInteger();
    return new HttpEndpoint.Parts(
        shared,
        new HostNames(
            Stream.concat(Stream.of(settings.host()), settings.names().orElse(List.of()).stream())
                .toList()),
        new StatusView(
            version(),
            context.kafka().bootstrapServers(),
            context.clock().instant(),
            token.howToTurnOn()),
        new TailView(new Intervals(ALPHA)),
        token,
        opened(
            new OperatorDesk(
                context.kafka(), "console-asks", context.stream(), "operator", context.clock())),
        opened(new TopicArtifactStore(context.kafka(), "console")),
        new Pictures(
            new Thumbnail(settings.images().bytes(), settings.images().pixels()),
            settings.images().fetches(),
            () ->
                new ImageRecords(
                    context.kafka(),
                    "console-fetches-" + numbers.incrementAndGet(),
                    context.clock())));
  }

  private static String version() {
    return Optional.ofNullable(ConsoleService.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private static double garbage(Shared shared) {
    return shared.look(
        known -> known.garbage().counts().values().stream().mapToLong(c -> c.records()).sum());
  }

  /** Where pages are. */
  public synchronized int port() {
    if (endpoint == null) {
      throw new IllegalStateException("the console does not run: start it first");
    }
    return endpoint.port();
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        log.atWarn().setCause(e).log("a part of the console did not stop cleanly");
      }
    }
    endpoint = null;
  }
}
