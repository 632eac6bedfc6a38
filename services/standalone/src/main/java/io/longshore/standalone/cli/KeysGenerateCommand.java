package io.longshore.standalone.cli;

import io.longshore.runtime.signature.NewKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a pair of keys. */
@Command(
    name = "generate",
    description =
        "Makes an Ed25519 key: ID.key for whoever signs, ID.pem for those who check. No file is"
            + " written over.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  longshore keys generate --id trainer-2026 --directory keys"})
final class KeysGenerateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--id",
      paramLabel = "ID",
      required = true,
      description = "By which readers know the key: letters, digits, dots, dashes, underscores.")
  private String id = "";

  @Option(names = "--directory", paramLabel = "DIR", description = "Where to (default: here).")
  private Path directory = Path.of("");

  @Override
  public void run() {
    NewKey made;
    try {
      made = NewKey.generate(id, directory);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("private  %s: for whoever signs, nobody else%n", made.privateFile());
    out.printf("public   %s: for those who check%n", made.publicFile());
    out.printf("%nlongshore.trainer.signing.key-file=%s%n", made.privateFile());
    out.printf("longshore.trainer.signing.key-id=%s%n", id);
    out.printf("longshore.scorer.trust.keys=%s%n", made.publicFile());
    out.flush();
  }
}
