package io.longshore.standalone.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = "Prints a script that lets a shell complete commands, options and their values.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  longshore completion bash > ~/.local/share/bash-completion/completions/longshore",
      "  longshore completion zsh  # in ~/.zshrc: source <(longshore completion zsh)"
    })
final class CompletionCommand implements Runnable {
  private static final String NAME = "longshore";

  /** Shells whose completion there is a script for. */
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Choices.Shells.class,
      description = "bash or zsh.")
  private Shell shell = Shell.BASH;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(script());
    out.flush();
  }

  /** One script for both: in zsh it loads the part of zsh that understands bash's completion. */
  private String script() {
    String script = AutoComplete.bash(NAME, spec.root().commandLine());
    return shell == Shell.ZSH
        ? "#compdef %s%n%s".formatted(NAME.toLowerCase(Locale.ROOT), script)
        : script;
  }
}
