package io.longshore.standalone.cli;

import io.longshore.domain.model.Sha256;
import io.longshore.runtime.signature.KeyFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a key file holds; never a private key. */
@Command(
    name = "show",
    description =
        "Shows what a key file holds: of a public key its digest, of a private one nothing.",
    mixinStandardHelpOptions = true)
final class KeysShowCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A file that 'keys generate' or OpenSSL wrote.")
  private Path file = Path.of("");

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (KeyFiles.isPrivate(file)) {
      var unused = KeyFiles.readPrivate(file);
      out.printf("Ed25519 private key, readable by its owner or a group alone%n");
    } else {
      byte[] der = KeyFiles.readPublic(file).getEncoded();
      out.printf("Ed25519 public key, SHA-256 %s%n", Sha256.hex(der));
    }
    out.flush();
  }
}
