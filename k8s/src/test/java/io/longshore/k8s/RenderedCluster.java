package io.longshore.k8s;

import io.longshore.runtime.Launcher;
import io.longshore.runtime.ServiceFactory;
import io.longshore.runtime.access.Access;
import io.longshore.runtime.config.ProcessSettings;
import io.longshore.runtime.config.Settings;
import io.longshore.runtime.kafka.KafkaConnection;
import io.longshore.runtime.topic.TopicNames;
import io.longshore.standalone.broker.SecuredBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;

/**
 * An overlay's topics and logins on a real broker that allows nothing else, and processes with the
 * settings that pods would have. Strimzi's part is done here: it makes topics and rules of their
 * objects, and Secrets with keys.
 */
final class RenderedCluster implements AutoCloseable {
  private final Overlay overlay;
  private final SecuredBroker broker;
  private final Path folder;

  RenderedCluster(Overlay overlay, Path folder)
      throws IOException, ExecutionException, InterruptedException {
    this.overlay = overlay;
    this.folder = folder;
    this.broker = SecuredBroker.start(folder.resolve("kafka"));
    broker
        .superUser()
        .createTopics(overlay.all("KafkaTopic").stream().map(RenderedCluster::topic).toList())
        .all()
        .get();
    broker.allow(
        overlay.all("KafkaUser").stream()
            .flatMap(user -> Rights.bindings(user, "User:" + user.name()).stream())
            .toList());
  }

  private static NewTopic topic(Document topic) {
    return new NewTopic(
            topic.name(),
            topic.at("/spec/partitions").asInt(),
            (short) topic.at("/spec/replicas").asInt())
        .configs(Document.strings(topic.at("/spec/config")));
  }

  SecuredBroker broker() {
    return broker;
  }

  /** What a login may do, by the words that are in it. */
  AclBinding right(Access access, String operation, String resource) {
    return access.bindings(new TopicNames(""), "User:" + Rights.login(access)).stream()
        .filter(binding -> binding.entry().operation().name().equals(operation))
        .filter(binding -> binding.pattern().name().equals(resource))
        .findFirst()
        .orElseThrow();
  }

  /** Clients under a login. */
  KafkaConnection as(Access access) {
    Map<String, String> settings = broker.as(Rights.login(access));
    return new KafkaConnection(settings, new TopicNames(""), new SimpleMeterRegistry());
  }

  /** A process as in a pod; ports are any that are free. */
  Launcher start(String service, ServiceFactory factory, Consumer<String> whenBroken)
      throws IOException {
    Workload workload =
        overlay.workloads().stream()
            .filter(w -> w.service().equals(service))
            .findFirst()
            .orElseThrow();
    Path pod = Files.createTempDirectory(folder, service);
    secrets(workload, pod);
    Path file = pod.resolve("longshore.properties");
    Files.writeString(file, moved(ServiceSettings.text(workload, overlay), workload, pod));
    var environment = new TreeMap<>(workload.environment(overlay));
    environment.put(ServiceSettings.FILE, file.toString());
    var here = new HashMap<String, String>();
    here.put("kafka.bootstrap.servers", broker.bootstrapServers());
    here.put("longshore.admin.host", "127.0.0.1");
    here.put("longshore.admin.port", "0");
    if (Set.of("ingest", "console").contains(service)) {
      String http = service.equals("ingest") ? "longshore.ingest.http" : "longshore.console";
      here.put(http + ".host", "127.0.0.1");
      here.put(http + ".port", "0");
    }
    return new Launcher(
        Settings.load(environment, here, Set.of(ProcessSettings.class, factory.settings())),
        List.of(factory),
        Clock.systemUTC(),
        whenBroken);
  }

  /** The folders of a pod's volumes are below its own here. */
  private static String moved(String text, Workload workload, Path pod) {
    String moved = text;
    for (var mount : Document.items(workload.container().path("volumeMounts"))) {
      String path = mount.path("mountPath").asText();
      if (!path.equals("/tmp")) { // where pods are here
        moved = moved.replace(path, pod.resolve(path.substring(1)).toString());
      }
    }
    return moved;
  }

  /** As Strimzi writes them: the key and the certificate apart, whom to trust in another Secret. */
  private void secrets(Workload workload, Path pod) throws IOException {
    Map<String, String> given = broker.as("longshore-" + workload.service());
    String key = Files.readString(Path.of(given.get("ssl.keystore.location")));
    int certificate = key.indexOf("-----BEGIN CERTIFICATE-----");
    Path user = Files.createDirectories(pod.resolve("etc/longshore/kafka-user"));
    Files.writeString(user.resolve("user.key"), key.substring(0, certificate));
    Files.writeString(user.resolve("user.crt"), key.substring(certificate));
    Path authority = Files.createDirectories(pod.resolve("etc/longshore/kafka-ca"));
    Files.copy(Path.of(given.get("ssl.truststore.location")), authority.resolve("ca.crt"));
  }

  @Override
  public void close() {
    broker.close();
  }
}
