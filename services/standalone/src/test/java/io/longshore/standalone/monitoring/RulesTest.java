package io.longshore.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.standalone.runtime.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every alert fires where it must and is silent where it must be, by Prometheus's own tool. */
@Timeout(240)
class RulesTest {
  private static final Path RULES = OperatorFiles.PROMETHEUS.resolve("rules");
  private static final Path TESTS = OperatorFiles.PROMETHEUS.resolve("tests");
  private static final Pattern ALERT =
      Pattern.compile("- alert: (\\w+)\\n\\s+expr:(.*?)\\n\\s+(?:for|labels):", Pattern.DOTALL);
  private static final Pattern TESTED = Pattern.compile("alertname(=~?)\\\\?\"([^\"\\\\]+)\\\\?\"");

  private static Tool promtool;

  @BeforeAll
  static void find() {
    promtool = Tool.require("promtool", "prometheus");
  }

  @Test
  void the_rules_say_what_they_should() {
    Child.Said said = promtool.run(tests(TESTS));

    assertThat(said.words()).contains("SUCCESS").doesNotContain("FAILED");
    assertThat(said.status()).isZero();
  }

  @Test
  void an_alert_that_never_fires_would_be_noticed(@TempDir Path folder) {
    Child.Said said = promtool.run(sabotaged(folder, expr -> " vector(0) > 1"));

    assertThat(said.status()).isNotZero();
    assertThat(alerts()).allMatch(alert -> isNamed(alert, said.words()), "noticed");
  }

  @Test
  void an_alert_that_always_fires_would_be_noticed(@TempDir Path folder) {
    Child.Said said = promtool.run(sabotaged(folder, expr -> " vector(1)"));

    assertThat(said.status()).isNotZero();
    assertThat(alerts()).allMatch(alert -> isNamed(alert, said.words()), "noticed");
  }

  @Test
  void a_threshold_that_is_off_would_be_noticed(@TempDir Path folder) {
    Child.Said said =
        promtool.run(sabotaged(folder, expr -> expr.replace("14.4 * 0.01 ", "144 * 0.01 ")));

    assertThat(said.status()).isNotZero();
    assertThat(said.words()).contains("LongshoreScoredLateFast");
  }

  @Test
  void every_alert_says_what_it_means_where_to_look_and_what_to_do() {
    String rules =
        OperatorFiles.in(RULES, ".yml").stream()
            .map(OperatorFiles::text)
            .reduce("", String::concat);

    for (String alert : alerts()) {
      String own = rules.substring(rules.indexOf("- alert: " + alert));
      String block = own.substring(0, own.indexOf("do: \"") + 8);
      assertThat(block).as(alert).contains("severity: ", "summary: \"", "look: \"");
      assertThat(block.lines().filter(line -> line.contains("- alert:"))).as(alert).hasSize(1);
    }
  }

  @Test
  void what_is_scraped_is_well_formed() {
    Child.Said said =
        promtool.run(
            "check", "config", OperatorFiles.PROMETHEUS.resolve("prometheus.yml").toString());

    assertThat(said.words()).contains("SUCCESS").doesNotContain("FAILED");
    assertThat(said.status()).isZero();
  }

  private static String[] tests(Path folder) {
    return Stream.concat(
            Stream.of("test", "rules"),
            OperatorFiles.in(folder, ".yml").stream().map(Path::toString))
        .toArray(String[]::new);
  }

  private static List<String> alerts() {
    var alerts = new ArrayList<String>();
    for (Path file : OperatorFiles.in(RULES, ".yml")) {
      Matcher found = ALERT.matcher(OperatorFiles.text(file));
      while (found.find()) {
        alerts.add(found.group(1));
      }
    }
    assertThat(alerts).hasSizeGreaterThan(15).doesNotHaveDuplicates();
    return alerts;
  }

  /** The same tests over rules of which every alert's expression is another. */
  private static String[] sabotaged(Path folder, UnaryOperator<String> change) {
    for (Path file : OperatorFiles.in(RULES, ".yml")) {
      String text =
          ALERT
              .matcher(OperatorFiles.text(file))
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          found.group().replace(found.group(2), change.apply(found.group(2)))));
      OperatorFiles.write(folder.resolve("rules").resolve(file.getFileName()), text);
    }
    for (Path file : OperatorFiles.in(TESTS, ".yml")) {
      OperatorFiles.write(
          folder.resolve("tests").resolve(file.getFileName()), OperatorFiles.text(file));
    }
    return tests(folder.resolve("tests"));
  }

  /** Whether a failed expectation speaks of the alert. */
  private static boolean isNamed(String alert, String words) {
    Matcher tested = TESTED.matcher(words);
    while (tested.find()) {
      boolean named =
          tested.group(1).equals("=")
              ? tested.group(2).equals(alert)
              : alert.matches(tested.group(2));
      if (named) {
        return true;
      }
    }
    return false;
  }
}
