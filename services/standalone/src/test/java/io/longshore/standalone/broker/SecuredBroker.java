package io.longshore.standalone.broker;

import io.longshore.standalone.certificates.CertificateAuthority;
import io.longshore.standalone.certificates.KeyFolder;
import io.longshore.standalone.certificates.KeyFormat;
import io.longshore.standalone.certificates.Role;
import io.longshore.standalone.certificates.Validity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.SaslAuthenticationException;

/**
 * A real broker that lets nobody do anything unless an access rule says so: TLS 1.3 on every port,
 * one port for clients with a certificate (mTLS) and one for clients with a name and a password
 * (SCRAM-SHA-512). Kafka knows a client by the common name of its certificate, or by the name it
 * logs in with: {@code User:scorer} is the scorer.
 *
 * <p>Give access rules with {@link #allow}; act as somebody with {@link #as} or {@link #login}.
 */
public final class SecuredBroker implements AutoCloseable {
  private static final String BROKER = "broker";
  private static final int ITERATIONS = 4096;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LocalBroker broker;
  private final int scramPort;
  private final Path folder;
  private final CertificateAuthority authority;
  private final KeyFolder own;
  private final Admin superUser;
  private final Map<String, Map<String, String>> given = new HashMap<>();

  private SecuredBroker(
      LocalBroker broker,
      int scramPort,
      Path folder,
      CertificateAuthority authority,
      KeyFolder own) {
    this.broker = broker;
    this.scramPort = scramPort;
    this.folder = folder;
    this.authority = authority;
    this.own = own;
    this.superUser = Admin.create(new HashMap<>(with(own.settings(), bootstrapServers())));
  }

  /**
   * Starts one and returns when it takes records.
   *
   * @param folder of its files, of its authority and of the keys given out
   */
  public static SecuredBroker start(Path folder) {
    CertificateAuthority authority = CertificateAuthority.in(folder.resolve("authority"));
    KeyFolder own =
        KeyFolder.write(
            authority.issue(
                BROKER, new Role.Server(List.of("localhost", LocalBroker.HOST)), new Validity(2)),
            folder.resolve("keys").resolve(BROKER),
            KeyFormat.PEM);
    var storage = new BrokerStorage(folder.resolve("broker").toAbsolutePath().normalize());
    int mutual = LocalBroker.free(0);
    int scram = LocalBroker.free(0);
    int controller = LocalBroker.free(0);
    Properties settings = BrokerSettings.of(storage.folder(), LocalBroker.HOST, mutual, controller);
    settings.putAll(SecuredSettings.listeners(mutual, scram, controller));
    settings.putAll(SecuredSettings.rules(BROKER));
    settings.putAll(own.settings());
    settings.remove("security.protocol");
    return new SecuredBroker(
        LocalBroker.start(storage, mutual, settings), scram, folder, authority, own);
  }

  /** Where clients with a certificate find it. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Where clients with a name and a password find it. */
  public String scramServers() {
    return LocalBroker.HOST + ":" + scramPort;
  }

  /** Vouches for clients of this broker. */
  public CertificateAuthority authority() {
    return authority;
  }

  /** Who may do all; closed with the broker. */
  public Admin superUser() {
    return superUser;
  }

  /** Adds access rules; they hold when this returns. */
  public void allow(Collection<AclBinding> rules) {
    done(() -> superUser.createAcls(rules).all().get());
    awaitKnown(rules);
  }

  /** Takes rules away; what they allowed is refused when this returns. */
  public void forbid(Collection<AclBindingFilter> rules) {
    done(() -> superUser.deleteAcls(rules).all().get());
    awaitGone(rules);
  }

  /**
   * Properties of clients that are somebody by a certificate of this broker's authority.
   *
   * @param name {@code User:name} in access rules; the first call for a name makes its key
   */
  public synchronized Map<String, String> as(String name) {
    return certified(name, new Validity(2));
  }

  /** The same with a certificate of one's own choice of days. */
  public synchronized Map<String, String> certified(String name, Validity validity) {
    return given.computeIfAbsent(
        name + "-" + validity.days(),
        key ->
            with(
                KeyFolder.write(
                        authority.issue(name, new Role.Client(), validity),
                        folder.resolve("keys").resolve(key),
                        KeyFormat.PEM)
                    .settings(),
                bootstrapServers()));
  }

  /** Gives somebody a password; it holds when this returns. */
  public void setPassword(String name, String password) {
    done(
        () ->
            superUser
                .alterUserScramCredentials(
                    List.of(
                        new UserScramCredentialUpsertion(
                            name,
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                            password)))
                .all()
                .get());
    await("the password of " + name + " to hold", () -> accepted(name, password));
  }

  /** Properties of clients that are somebody by a name and a password. */
  public Map<String, String> login(String name, String password) {
    var settings = new HashMap<>(own.trust());
    settings.put("bootstrap.servers", scramServers());
    settings.put("security.protocol", "SASL_SSL");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(name, password));
    return settings;
  }

  private void awaitKnown(Collection<AclBinding> rules) {
    await(
        rules + " to hold",
        () -> superUser.describeAcls(AclBindingFilter.ANY).values().get().containsAll(rules));
  }

  private void awaitGone(Collection<AclBindingFilter> rules) {
    await(
        rules + " to be gone",
        () ->
            superUser.describeAcls(AclBindingFilter.ANY).values().get().stream()
                .noneMatch(rule -> rules.stream().anyMatch(filter -> filter.matches(rule))));
  }

  private boolean accepted(String name, String password)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(new HashMap<>(login(name, password)))) {
      return !admin.describeCluster().clusterId().get().isEmpty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SaslAuthenticationException) {
        return false;
      }
      throw e;
    }
  }

  private interface Question {
    boolean answer() throws ExecutionException, InterruptedException;
  }

  private interface Request {
    Object ask() throws ExecutionException, InterruptedException;
  }

  private static void await(String what, Question question) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    done(
        () -> {
          while (!question.answer()) {
            if (System.nanoTime() > end) {
              throw new AssertionError(
                  "waited %d s for %s in vain".formatted(PATIENCE.toSeconds(), what));
            }
            Thread.sleep(10);
          }
          return true;
        });
  }

  private static void done(Request request) {
    try {
      var unused = request.ask();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker refuses its super user", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the broker", e);
    }
  }

  private static Map<String, String> with(Map<String, String> settings, String servers) {
    var all = new HashMap<>(settings);
    all.put("bootstrap.servers", servers);
    return all;
  }

  @Override
  public void close() {
    superUser.close();
    broker.close();
  }
}
