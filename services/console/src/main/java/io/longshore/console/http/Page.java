package io.longshore.console.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The pages there are. Each has a file of its own content; what is around it is the same for all.
 */
enum Page {
  OVERVIEW("/"),
  TAIL("/tail"),
  DRIFT("/drift"),
  MODELS("/models"),
  FLOW("/flow");

  private static final String FRAME = "frame";

  private final String path;

  Page(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  /** The whole document. */
  byte[] html() {
    return resource(FRAME)
        .replace("{title}", title())
        .replace("{name}", word())
        .replace("{pages}", links())
        .replace("{content}", resource(word()).indent(4))
        .getBytes(UTF_8);
  }

  private String links() {
    return Arrays.stream(values())
        .map(
            page ->
                "<a href=\"%s\"%s>%s</a>"
                    .formatted(
                        page.path, page == this ? " aria-current=\"page\"" : "", page.title()))
        .collect(Collectors.joining("\n"))
        .indent(6);
  }

  private String title() {
    return name().charAt(0) + word().substring(1);
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String resource(String name) {
    String file = Assets.FOLDER + name + ".html";
    try (InputStream in = Page.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + file + " cannot be read", e);
    }
  }
}
