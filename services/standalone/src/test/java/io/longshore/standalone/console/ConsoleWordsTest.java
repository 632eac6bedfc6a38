package io.longshore.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.ConsoleService;
import io.longshore.console.ConsoleServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.standalone.system.InProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the pages write numbers and names, asked of the modules that do it, where they run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleWordsTest {
  private Launcher launcher;
  private Browser browser;

  @BeforeAll
  void a_page_is_open(@TempDir Path data) {
    Browser.requireInstalled();
    var console = new InProcess<>(new ConsoleServiceFactory(), ConsoleService.class);
    launcher = WatchedTopics.launcher("127.0.0.1:1", data, console);
    browser = Browser.before(console.service().port()).open("/");
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
    if (launcher != null) {
      launcher.close();
    }
  }

  private String ask(String module, String expression) {
    return String.valueOf(
            browser.askLater(
                "const m = await import('/assets/%s.js'); return String(%s);"
                    .formatted(module, expression)))
        .replace('\u00a0', ' ');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "m.count(24010)            | 24,010",
        "m.count(null)             | –",
        "m.count(NaN)              | –",
        "m.percent(0.875)          | 87.5 %",
        "m.share(0.8047)           | 80.5 %",
        "m.share(0.006)            | 0.60 %",
        "m.share(0.0000123)        | 0.0012 %",
        "m.share(0)                | 0 %",
        "m.times(2.14)             | ×2.1",
        "m.times(0.05)             | ×0.05",
        "m.times(134.2)            | ×134",
        "m.signed(-0.4)            | −0.4",
        "m.signed(-0.001)          | 0.0",
        "m.signed(2.06)            | +2.1",
        "m.bytes(999)              | 999 B",
        "m.bytes(812345)           | 812 kB",
        "m.bytes(999999)           | 1.0 MB",
        "m.duration(45000)         | 45 s",
        "m.duration(12000000)      | 3 h 20 min",
        "m.duration(180000000)     | 2 d 2 h",
        "m.odds(4.605)             | 100 to 1",
        "m.odds(-3)                | 1 to 1",
        "m.odds(30)                | 10¹³ to 1"
      })
  void numbers_have_their_units_and_as_many_digits_as_say_something(String call, String written) {
    assertThat(ask("lib/format", call)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "m.linearTicks(0, 1, 4)                            | 0,0.5,1",
        "m.linearTicks(-3, 12, 4)                          | 0,5,10",
        "m.around([[3, null, 18]], [0])                    | 0,20",
        "m.around([[]])                                    | 0,1",
        "m.logarithmic([0.001, 1], [300, 0])(0.1)          | 100",
        "m.logarithmic([0.001, 1], [300, 0])(0)            | 300",
        "Math.round(m.logarithmic([1, 100], [0, 10]).invert(5)) | 10"
      })
  void axes_end_on_round_numbers(String call, String result) {
    assertThat(ask("chart/scales", call)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "m.className('Coat').textContent                    | Coat",
        "m.className('').textContent                        | (empty name)",
        "m.className('   ').textContent                     | (blank name: ‹0020› ‹0020› ‹0020›)",
        "m.className('a\\u202eb').textContent               | a‹202E›b",
        "m.className('a\\u0000b').textContent               | a‹0000›b",
        "m.className('\\ud83d').textContent                 | ‹D83D›",
        "m.className('<b>x</b>').children.length            | 0",
        "m.className('x'.repeat(10000)).textContent.length  | 80",
        "m.className('x'.repeat(10000)).title.length        | 1000",
        "m.className('x').tagName                           | BDI"
      })
  void names_are_text_of_bounded_length_with_nothing_unseen(String call, String result) {
    assertThat(ask("lib/names", call)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "m.el('a', {href: 'javascript:alert(1)'}) | a link leads within the console",
        "m.el('p', {onclick: 'alert(1)'})         | onclick takes a function",
        "m.el('p', {style: 'color: red'})         | no style attribute"
      })
  void elements_cannot_be_made_to_run_text(String call, String refusal) {
    assertThat(ask("lib/el", call)).contains("failed").contains(refusal);
  }
}
