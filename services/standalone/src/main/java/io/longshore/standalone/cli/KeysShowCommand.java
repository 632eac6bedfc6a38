package io.longshore.standalone.cli;

import io.longshore.domain.model.Sha256;
import io.longshore.runtime.signature.KeyFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a key file holds; never a private key. */
@Command(
    name = "show",
    description =
        "Shows what a key file holds: of a public key its digest, of a private one nothing.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  longshore keys show keys/trainer-2026.pem -o json"})
final class KeysShowCommand implements Runnable {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FILE", description = "A file that 'keys generate' or OpenSSL wrote.")
  private Path file = Path.of("");

  @Override
  public void run() {
    Optional<String> digest =
        KeyFiles.isPrivate(file)
            ? Optional.empty()
            : Optional.of(Sha256.hex(KeyFiles.readPublic(file).getEncoded()));
    if (digest.isEmpty()) {
      var unused = KeyFiles.readPrivate(file);
    }
    output.print(
        screen ->
            digest
                .map("Ed25519 public key, SHA-256 %s%n"::formatted)
                .orElse("Ed25519 private key, readable by its owner or a group alone\n"),
        () ->
            new Fields()
                .put("algorithm", "Ed25519")
                .put("kind", digest.isPresent() ? "public" : "private")
                .put("sha256", digest)
                .json());
  }
}
