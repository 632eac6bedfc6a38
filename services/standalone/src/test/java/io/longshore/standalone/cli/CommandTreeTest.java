package io.longshore.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command helps itself: nobody has to read code to call it. */
class CommandTreeTest {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern EXAMPLE = Pattern.compile("  longshore \\S.*");
  private static final Set<String> PRINT_DATA =
      Set.of(
          "longshore status",
          "longshore models",
          "longshore export",
          "longshore replay",
          "longshore doctor",
          "longshore topics",
          "longshore topics check",
          "longshore policy show",
          "longshore rollout explain",
          "longshore rollout history",
          "longshore rollout policy show",
          "longshore rejects list",
          "longshore rejects show",
          "longshore keys show",
          "longshore keys check");

  static List<CommandSpec> commands() {
    var commands = new ArrayList<CommandSpec>();
    collect(line(), commands);
    return commands;
  }

  private static void collect(CommandLine line, List<CommandSpec> into) {
    if (line.getCommand() instanceof CommandLine.HelpCommand) {
      return; // picocli's own
    }
    into.add(line.getCommandSpec());
    line.getSubcommands().values().forEach(sub -> collect(sub, into));
  }

  private static CommandLine line() {
    return Longshore.commandLine(Screen.FILE);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void it_says_what_it_does_and_what_each_option_is(CommandSpec command) {
    assertThat(command.usageMessage().description()).as(command.qualifiedName()).isNotEmpty();
    assertThat(String.join(" ", command.usageMessage().description()))
        .as("description of " + command.qualifiedName())
        .endsWith(".");
    for (OptionSpec option : command.options()) {
      assertThat(option.description())
          .as(command.qualifiedName() + " " + option.longestName())
          .isNotEmpty();
    }
    command
        .positionalParameters()
        .forEach(p -> assertThat(p.description()).as(command.qualifiedName()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void it_has_an_example_and_every_example_can_be_typed(CommandSpec command) {
    List<String> examples = examples(command);

    assertThat(examples).as("examples of " + command.qualifiedName()).isNotEmpty();
    for (String example : examples) {
      assertThat(example).containsPattern("\\b" + command.name() + "\\b");
      line().parseArgs(words(example));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void it_names_the_exit_codes(CommandSpec command) {
    String help = command.commandLine().getUsageMessage();

    assertThat(help).contains("Exit status:", "  0 ", "  1 ", "  2 ", "  3 ", "  4 ", "  70 ");
  }

  @Test
  void what_prints_data_prints_it_as_json_too() {
    List<String> withOutput =
        commands().stream()
            .filter(command -> command.findOption("-o") != null)
            .map(CommandSpec::qualifiedName)
            .toList();

    assertThat(withOutput).containsExactlyInAnyOrderElementsOf(PRINT_DATA);
  }

  @Test
  void an_example_that_is_wrong_would_be_noticed() {
    assertThat(words("  longshore adapt rebalance --reason 'a new season'  # why not"))
        .containsExactly("adapt", "rebalance", "--reason", "a new season");
    assertThatThrownBy(() -> line().parseArgs("adapt", "rebalance", "--raeson", "x"))
        .isInstanceOf(CommandLine.ParameterException.class);
  }

  private static List<String> examples(CommandSpec command) {
    return Arrays.stream(command.usageMessage().footer())
        .filter(EXAMPLE.asMatchPredicate())
        .toList();
  }

  /** As a shell takes a line apart, without the name of the program and what it redirects. */
  private static String[] words(String example) {
    String typed = example.replaceAll(" +#.*| > .*", "");
    Matcher matcher = WORD.matcher(typed);
    Stream.Builder<String> words = Stream.builder();
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words.build().skip(1).toArray(String[]::new);
  }
}
