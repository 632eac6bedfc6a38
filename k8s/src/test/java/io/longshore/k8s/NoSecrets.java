package io.longshore.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Secrets come in files, and none is written here. */
final class NoSecrets implements Rule {
  private static final Pattern NAMES =
      Pattern.compile("(?i).*(password|passwd|secret|token|jaas|credential|private.?key).*");
  private static final Pattern LINES =
      Pattern.compile(
          "(?im)^[ \\t]*\\S*(password|secret|token|jaas|credential|keystore\\.key)\\S*\\s*=(?!\\$\\{).+$");
  private static final String PEM = "-----BEGIN";

  @Override
  public List<String> violations(Overlay overlay) {
    var problems = new ArrayList<String>();
    overlay.all("Secret").forEach(secret -> problems.add(secret.title() + " is written here"));
    for (Document document : overlay.documents()) {
      if (document.node().toString().contains(PEM)) {
        problems.add(document.title() + " has a key or certificate in it");
      }
    }
    for (Document map : overlay.all("ConfigMap")) {
      Document.strings(map.at("/data"))
          .forEach(
              (file, text) -> {
                if (NAMES.matcher(file).matches() || LINES.matcher(text).find()) {
                  problems.add("%s: %s looks like a secret".formatted(map.title(), file));
                }
              });
    }
    for (Workload workload : overlay.workloads()) {
      for (JsonNode variable : Document.items(workload.container().path("env"))) {
        String name = variable.path("name").asText();
        if (NAMES.matcher(name).matches() || variable.path("valueFrom").has("secretKeyRef")) {
          problems.add(
              "%s: %s would be a secret in the environment".formatted(workload.title(), name));
        }
      }
      for (JsonNode from : Document.items(workload.container().path("envFrom"))) {
        if (from.has("secretRef")) {
          problems.add(workload.title() + ": a Secret would be in the environment");
        }
      }
    }
    return problems;
  }
}
