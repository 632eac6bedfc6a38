package io.longshore.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelManifest;
import io.longshore.ingest.IngestService;
import io.longshore.runtime.Launcher;
import io.longshore.runtime.ServiceContext;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.artifact.TopicArtifactStore;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.lag.LagReader;
import io.longshore.runtime.operator.OperatorDesk;
import io.longshore.schemas.Topics;
import io.longshore.schemas.Writer;
import io.longshore.standalone.access.Logins;
import io.longshore.standalone.endtoend.Shade;
import io.longshore.standalone.endtoend.ShadeModel;
import io.longshore.standalone.system.InProcess;
import io.longshore.standalone.watch.Observatory;
import io.longshore.standalone.watch.Seen;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The logins in k8s/ are enough for their services; with less, a service says what it lacks. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicesAsTheirUsersTest {
  private static final int IMAGES = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final RenderedCluster cluster;

  ServicesAsTheirUsersTest(@TempDir Path folder) throws Exception {
    this.cluster = new RenderedCluster(Kustomize.overlay("dev"), folder);
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void images_become_predictions_and_counts_when_every_service_has_its_own_login()
      throws Exception {
    Queue<String> broken = new ConcurrentLinkedQueue<>();
    var running = new ArrayList<AutoCloseable>();
    try {
      var ingest = new InProcess<>(factory("ingest"), IngestService.class);
      for (String service : List.of("tracker", "trainer", "scorer", "console")) {
        running.add(cluster.start(service, factory(service), broken::add));
      }
      running.add(cluster.start("ingest", ingest, broken::add));
      Launcher rollout = cluster.start("rollout", factory("rollout"), broken::add);
      running.add(rollout);
      var seen = new Observatory(operator(rollout.context()));
      running.add(seen);

      promote(announced());
      for (int number = 0; number < IMAGES; number++) {
        send(number, ingest.service().port());
      }

      await("predictions", seen, o -> o.imagesPredicted() == IMAGES, broken);
      await("counts", seen, o -> counted(o) == IMAGES, broken);
      lookAtLag();
      assertThat(broken).isEmpty();
    } finally {
      for (int i = running.size() - 1; i >= 0; i--) {
        running.get(i).close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ingest, WRITE, images, topic images cannot be described: this login may not",
    "tracker, READ, labels, topic labels cannot be described: this login may not",
    "tracker, CREATE, longshore-tracker-, Could not create topic longshore-tracker-",
    "tracker, READ, longshore-tracker, GroupAuthorizationException",
    "trainer, READ, images, topic images cannot be described: this login may not",
    "rollout, DESCRIBE_CONFIGS, evaluations, topic evaluations cannot be described",
    "rollout, WRITE, rollout-, TransactionalIdAuthorizationException",
    "scorer, READ, longshore-scorer, Not authorized to access group: longshore-scorer",
  })
  void a_service_that_lacks_one_right_fails_and_says_for_what(
      String service, String operation, String resource, String said) throws Exception {
    AclBinding right = cluster.right(factory(service).access(), operation, resource);
    cluster.broker().forbid(List.of(right.toFilter()));
    try {
      assertThat(failure(service)).contains(said);
    } finally {
      cluster.broker().allow(List.of(right));
    }
  }

  /** Why it does not start, or what broke once it ran. */
  private String failure(String service) throws Exception {
    BlockingQueue<String> broken = new LinkedBlockingQueue<>();
    try (Launcher process = cluster.start(service, factory(service), broken::add)) {
      return process.adminPort() + ": " + broken.take();
    } catch (RuntimeException e) {
      var words = new StringBuilder();
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        words.append(cause).append('\n');
      }
      return words.toString();
    }
  }

  /** As rollout does, which goes on without it, and as KEDA does. */
  private void lookAtLag() throws Exception {
    try (var lag = new LagReader(cluster.as(Logins.of(Writer.ROLLOUT)), "test", Clock.systemUTC());
        Admin keda = cluster.as(Logins.AUTOSCALER).admin("test")) {
      assertThatCode(lag::read).doesNotThrowAnyException();
      assertThatCode(() -> keda.listConsumerGroupOffsets("longshore-scorer").all().get())
          .doesNotThrowAnyException();
      assertThat(keda.describeTopics(List.of("images")).allTopicNames().get()).hasSize(1);
    }
  }

  private ServiceContext operator(ServiceContext own) {
    return new ServiceContext(
        own.stream(),
        "operator",
        cluster.as(Logins.OPERATOR),
        own.clock(),
        own.meters(),
        own.health(),
        own.dataDirectory(),
        own.pages(),
        own.tracing());
  }

  /** Under the trainer's login. */
  private ModelManifest announced() {
    KafkaConnection trainer = cluster.as(Logins.of(Writer.TRAINER));
    try (var artifacts = new TopicArtifactStore(trainer, "test");
        var models = trainer.promptWriter(Topics.MODELS, "test")) {
      ModelManifest model = ShadeModel.retrained(1, 160, artifacts);
      models.write(model.version(), model);
      return model;
    }
  }

  private void promote(ModelManifest model) {
    try (var desk =
        new OperatorDesk(
            cluster.as(Logins.OPERATOR), "test", "default", "test", Clock.systemUTC())) {
      var unused = desk.promote(model.version(), "for a test");
    }
  }

  private static void send(int number, int port) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/images"))
            .header("Content-Type", "image/png")
            .header("Longshore-Label", Shade.of(number).word())
            .header("Longshore-Unit", "unit-" + number)
            .POST(BodyPublishers.ofByteArray(ShadePicture.png(number)))
            .build();
    var answer = HTTP.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private static long counted(Observatory seen) {
    List<Seen<ClassFrequencies>> counts = seen.frequencies();
    return counts.isEmpty() ? 0 : counts.get(counts.size() - 1).value().labels();
  }

  private static void await(
      String what, Observatory seen, Predicate<Observatory> condition, Queue<String> broken) {
    assertThat(seen.await(condition.or(o -> !broken.isEmpty()), PATIENCE))
        .as("%s: %d predicted, %d counted", what, seen.imagesPredicted(), counted(seen))
        .isTrue();
  }

  private static ServiceFactory factory(String service) {
    return Logins.factories().stream()
        .filter(factory -> factory.access().service().equals(service))
        .findFirst()
        .orElseThrow();
  }
}
