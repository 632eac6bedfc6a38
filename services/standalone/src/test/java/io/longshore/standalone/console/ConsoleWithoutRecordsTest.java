package io.longshore.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.console.ConsoleService;
import io.longshore.console.ConsoleServiceFactory;
import io.longshore.runtime.Launcher;
import io.longshore.standalone.system.InProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages say when there is nothing to show: why, and what to do. */
class ConsoleWithoutRecordsTest {
  private static final String NOBODY = "127.0.0.1:1";
  private static final String[] PAGES = {"/", "/tail", "/drift", "/models", "/flow"};

  @Test
  void an_empty_system_is_told_how_to_get_images(@TempDir Path data) {
    Browser.requireInstalled();
    try (WatchedTopics topics = WatchedTopics.start(data);
        Browser browser = Browser.before(topics.port())) {
      browser.sized(1280, "light");
      for (String page : PAGES) {
        browser.open(page);
        browser.awaitText("#link", "Live");

        browser.awaitText("#main", "./longshore up --data DIR");
        assertThat(browser.errors()).as(page).isEmpty();
        assertThat(browser.barriers()).as(page).isEmpty();
      }
    }
  }

  @Test
  void without_a_broker_pages_say_which_one_is_missing_and_without_a_console_since_when(
      @TempDir Path data) {
    Browser.requireInstalled();
    var console = new InProcess<>(new ConsoleServiceFactory(), ConsoleService.class);
    Launcher launcher = WatchedTopics.launcher(NOBODY, data, console);
    try (Browser browser = Browser.before(console.service().port())) {
      browser.sized(360, "dark");
      for (String page : PAGES) {
        browser.open(page);

        browser.awaitText("#notices", "No broker answers at " + NOBODY);
        assertThat(browser.errors()).as(page).isEmpty();
        assertThat(browser.ask("return document.documentElement.scrollWidth <= innerWidth"))
            .as(page)
            .isEqualTo(true);
      }

      launcher.close();

      browser.awaitText("#link", "Not connected since");
      browser.awaitText("#notices", "Trying again every 3 s");
    } finally {
      launcher.close();
    }
  }
}
