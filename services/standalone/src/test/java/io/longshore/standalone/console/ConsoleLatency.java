package io.longshore.standalone.console;

import io.longshore.domain.model.ModelManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Measures how soon a browser shows the tail of many classes, how soon it answers, and what the
 * page weighs. Every first view begins with an empty cache; times are the browser's own, up to the
 * frame after what was asked for is there. Broker, console and browser share the machine.
 *
 * <p>Arguments: classes (10,000), repetitions (15).
 */
public final class ConsoleLatency {
  private static final String[] PAGES = {"/", "/tail", "/drift", "/models", "/flow"};

  /** Notes when the page has said how many classes it shows, and drawn it. */
  private static final String WATCH =
      """
      new MutationObserver(() => {
        if (document.querySelector('#found')?.textContent.includes('classes shown')) {
          requestAnimationFrame(() => setTimeout(() => { window.shownAt ??= performance.now(); }));
        }
      }).observe(document, {subtree: true, childList: true, characterData: true});
      """;

  private static final String TYPE =
      """
      const query = document.querySelector('#query');
      const began = performance.now();
      query.value = '%s';
      query.dispatchEvent(new Event('input'));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - began;
      """;

  private static final String SCROLL =
      """
      const began = performance.now();
      document.querySelector('#table .scroller').scrollTop = %d;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - began;
      """;

  private final Browser browser;
  private final int repetitions;

  private ConsoleLatency(Browser browser, int repetitions) {
    this.browser = browser;
    this.repetitions = repetitions;
  }

  public static void main(String[] arguments) throws Exception {
    int classes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int repetitions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    Path data = Files.createTempDirectory("longshore-console-latency");
    try (WatchedTopics topics = WatchedTopics.start(data);
        Browser browser = Browser.before(topics.port())) {
      ModelManifest model = ManyClasses.lieOn(topics, classes);
      browser.sized(1280, "light").open("/");
      browser.awaitText("#serving", model.version().brief());
      new ConsoleLatency(browser, repetitions).measure(classes);
    }
  }

  private void measure(int classes) {
    browser.runFirst(WATCH);
    System.out.printf("%,d classes, %d times each, ms%n", classes, repetitions);
    print("first view of the tail", this::firstView);
    print("a letter typed", () -> number(browser.askLater(TYPE.formatted(letter()))));
    print(
        "a class found by its name",
        () -> number(browser.askLater(TYPE.formatted("species 0987"))));
    browser.askLater(TYPE.formatted(""));
    print(
        "to another part of the table", () -> number(browser.askLater(SCROLL.formatted(place()))));
    for (String page : PAGES) {
      browser.forget().open(page);
      browser.awaitText("#link", "Live");
      System.out.printf("%-8s %,10d bytes transferred%n", page, browser.transferred());
    }
  }

  private double firstView() {
    browser.forget().open("/tail");
    browser.await("return window.shownAt !== undefined");
    return number(browser.ask("return window.shownAt"));
  }

  private int asked;

  /** Another one each time, so that the answer is another one too. */
  private String letter() {
    return List.of("s", "n", "t", "h", "o").get(asked++ % 5);
  }

  private int place() {
    return 10_000 * (1 + asked++ % 20);
  }

  private void print(String what, DoubleSupplier once) {
    double[] millis = new double[repetitions];
    for (int i = 0; i < repetitions; i++) {
      millis[i] = once.getAsDouble();
    }
    Arrays.sort(millis);
    System.out.printf(
        "%-30s median %7.1f   least %7.1f   most %7.1f%n",
        what, millis[repetitions / 2], millis[0], millis[repetitions - 1]);
  }

  private static double number(Object answer) {
    if (answer instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException("the browser says " + answer);
  }
}
