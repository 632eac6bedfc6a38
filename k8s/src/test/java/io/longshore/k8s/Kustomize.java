package io.longshore.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Renders the overlays; each once. */
final class Kustomize {
  /** The folder of this module, in which Maven runs its tests. */
  static final Path FOLDER = Path.of("").toAbsolutePath();

  private static final Map<String, Overlay> RENDERED = new ConcurrentHashMap<>();

  private Kustomize() {}

  /** Without kubectl the test is skipped, and says so where nobody can miss it. */
  static Overlay overlay(String name) {
    if (!isInstalled()) {
      String words = "kubectl is not installed: the manifests in k8s/ are NOT checked";
      System.err.println("SKIPPED: " + words);
      Assumptions.abort(words);
    }
    return RENDERED.computeIfAbsent(name, Kustomize::rendered);
  }

  private static boolean isInstalled() {
    for (String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, "kubectl"))) {
        return true;
      }
    }
    return false;
  }

  private static Overlay rendered(String name) {
    try {
      Path errors = Files.createTempFile("kustomize", ".err");
      try {
        Process process =
            new ProcessBuilder(
                    "kubectl", "kustomize", FOLDER.resolve("overlays/" + name).toString())
                .redirectError(errors.toFile())
                .start();
        CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES)
            .execute(process.toHandle()::destroyForcibly);
        String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new AssertionError(
              name + " cannot be rendered within a minute: " + Files.readString(errors));
        }
        return Overlay.parse(name, yaml);
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rendering " + name, e);
    }
  }
}
