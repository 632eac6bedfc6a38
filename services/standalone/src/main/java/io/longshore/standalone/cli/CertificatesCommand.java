package io.longshore.standalone.cli;

import io.longshore.standalone.certificates.CertificateAuthority;
import io.longshore.standalone.certificates.KeyFolder;
import io.longshore.standalone.certificates.KeyFormat;
import io.longshore.standalone.certificates.Role;
import io.longshore.standalone.certificates.Validity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an authority, and keys that it vouches for. */
@Command(
    name = "certificates",
    description = {
      "Makes an authority for development, a key and certificate for the broker and for each"
          + " service, and the settings that use them: TLS with certificates on both sides.",
      "Keys are of the curve P-256. Run again with other --names, the authority of the folder vouches"
          + " for more; no file is written over."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore certificates --directory certificates",
      "  longshore certificates --directory certificates --names scorer-2 --servers ''",
      "  longshore status -b kafka:9093 --command-config certificates/operator/client.properties"
    })
final class CertificatesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      required = true,
      description = "Where to: a folder for each name, and authority/, which vouches for them.")
  private Path directory = Path.of("");

  @Option(
      names = "--names",
      paramLabel = "NAME",
      split = ",",
      description = "Who connects to brokers (default: ${DEFAULT-VALUE}).",
      defaultValue = "ingest,tracker,trainer,rollout,scorer,console,operator")
  private List<String> names = List.of();

  @Option(
      names = "--servers",
      paramLabel = "NAME",
      split = ",",
      description =
          "Who is connected to: the broker, and services over HTTPS (default: ${DEFAULT-VALUE}).",
      defaultValue = "broker,https")
  private List<String> servers = List.of();

  @Option(
      names = "--hosts",
      paramLabel = "HOST",
      split = ",",
      description = "Names and addresses of the servers (default: ${DEFAULT-VALUE}).",
      defaultValue = "localhost,127.0.0.1")
  private List<String> hosts = List.of();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "PEM")
  private KeyFormat format = KeyFormat.PEM;

  @Option(
      names = "--days",
      paramLabel = "N",
      description =
          "How long they are good for; -1 is over since yesterday (default: ${DEFAULT-VALUE}).",
      defaultValue = "90")
  private int days;

  @Override
  public void run() {
    Validity validity = validity();
    PrintWriter out = spec.commandLine().getOut();
    CertificateAuthority authority = CertificateAuthority.in(directory.resolve("authority"));
    for (String name : given(servers)) {
      KeyFolder made = made(authority, name, new Role.Server(hosts), validity);
      out.printf("%-10s server, %s%n", name, made.folder());
      out.flush();
    }
    for (String name : given(names)) {
      KeyFolder made = made(authority, name, new Role.Client(), validity);
      out.printf("%-10s LONGSHORE_CONFIG=%s%n", name, made.serviceFile());
      out.flush();
    }
    out.print(
        """

        A broker takes the ssl.* lines of broker/client.properties, and:
          ssl.client.auth=required
          ssl.principal.mapping.rules=RULE:^CN=([^,]+).*$/$1/,DEFAULT
          authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
          super.users=User:broker
        A service takes the lines of NAME/service.properties, a command
          --command-config NAME/client.properties
        Whoever has authority/ can be anybody: keep it off machines that serve.
        """);
    out.flush();
  }

  private KeyFolder made(
      CertificateAuthority authority, String name, Role role, Validity validity) {
    return KeyFolder.write(authority.issue(name, role, validity), directory.resolve(name), format);
  }

  private Validity validity() {
    try {
      return new Validity(days);
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException(e.getMessage() + " (--days)");
    }
  }

  private static List<String> given(List<String> names) {
    return names.stream().filter(name -> !name.isBlank()).toList();
  }
}
