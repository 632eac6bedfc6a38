package io.longshore.standalone.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium that looks at a console. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  private final ChromeDriver driver;
  private final String base;

  private Browser(ChromeDriver driver, String base) {
    this.driver = driver;
    this.base = base;
  }

  /** Opens one before a console, or skips the tests and says so. */
  static Browser before(int port) {
    requireInstalled();
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--no-sandbox", "--headless=new", "--disable-gpu", "--disable-dev-shm-usage");
    options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
    var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options), "http://127.0.0.1:" + port);
  }

  static void requireInstalled() {
    if (Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)) {
      return;
    }
    String words =
        "SKIPPED: the console's pages were NOT looked at, for there is no %s and %s; install Debian's chromium and chromium-driver"
            .formatted(CHROMIUM, DRIVER);
    System.err.println(words);
    Assumptions.abort(words);
  }

  /** Opens a page anew, with nothing of earlier pages in the log or the session. */
  Browser open(String path) {
    driver.get("about:blank");
    errors();
    driver.get(base + path);
    return this;
  }

  /** Runs a script in every page to come, before the page's own. */
  void runFirst(String script) {
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** Keeps nothing of what it has fetched, as on a first visit. */
  Browser forget() {
    driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    return this;
  }

  /** Puts what is downloaded into a folder, without asking anybody. */
  Browser downloadTo(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
    return this;
  }

  /** As wide as a phone, or not, in CSS pixels; in light or dark. */
  Browser sized(int width, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  /** Waits until what a selector finds first says something. */
  String awaitText(String css, String part) {
    return Objects.requireNonNull(
        patience("'" + part + "' in " + css)
            .until(
                d -> {
                  String text = text(css);
                  return text.contains(part) ? text : null;
                }));
  }

  /** Waits until a script gives true. */
  void await(String script) {
    patience(script).until(d -> Boolean.TRUE.equals(ask(script)));
  }

  private WebDriverWait patience(String what) {
    var wait = new WebDriverWait(driver, PATIENCE);
    wait.withMessage(() -> what + " was waited for; the page says: " + text("body"));
    return wait;
  }

  /** Text of the first that is found, with plain spaces; empty if none is. */
  String text(String css) {
    Object text =
        driver.executeScript("return document.querySelector(arguments[0])?.innerText ?? ''", css);
    return String.valueOf(text).replace('\u00a0', ' ');
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  /** What a script returns. */
  Object ask(String script) {
    return Objects.requireNonNullElse(driver.executeScript(script), "");
  }

  /** What a script's promise becomes. */
  Object askLater(String script) {
    return Objects.requireNonNullElse(
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1]; (async () => {"
                + script
                + "})().then(done, (e) => done('failed: ' + e));"),
        "");
  }

  /** What the console of the browser has complained of since the last time. */
  List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::toString)
        .toList();
  }

  /** Rules of accessibility that the page breaks gravely, and where. */
  String barriers() {
    driver.executeScript(axe());
    return String.valueOf(
        askLater(
            "const found = await axe.run(document, {resultTypes: ['violations']});"
                + "return found.violations.filter((v) => ['serious', 'critical'].includes(v.impact))"
                + ".map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ') + ' ' + n.any.concat(n.all).map((c) => c.message).join('; ')).join(' | ')).join('\\n')"));
  }

  /** Bytes that the page made the server send, bodies and headers, so far. */
  long transferred() {
    return ((Number)
            ask(
                "return performance.getEntriesByType('navigation')"
                    + ".concat(performance.getEntriesByType('resource'))"
                    + ".filter((e) => !e.name.includes('/api/events'))"
                    + ".reduce((sum, e) => sum + e.transferSize, 0)"))
        .longValue();
  }

  private static String axe() {
    try (InputStream in = Browser.class.getResourceAsStream(AXE)) {
      return new String(
          Objects.requireNonNull(in, AXE + " is not on the class path").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(AXE, e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
