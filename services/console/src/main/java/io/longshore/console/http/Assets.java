package io.longshore.console.http;

import io.javalin.http.Context;
import io.longshore.domain.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Pages and files from the resources beside this code. Whatever is asked for, only names of plain
 * letters lead anywhere, and only to files of a kind that pages are made of.
 */
final class Assets {
  static final String FOLDER = "/io/longshore/console/web/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)*");
  private static final String HTML = "text/html; charset=utf-8";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  private final Map<String, File> files = new ConcurrentHashMap<>();

  /** A file with its tag. */
  private record File(byte[] bytes, String type, String tag) {
    static File of(byte[] bytes, String type) {
      return new File(bytes, type, '"' + Sha256.hex(bytes).substring(0, 16) + '"');
    }
  }

  /** A page. */
  void page(Context context, Page page) {
    send(context, files.computeIfAbsent(page.path(), path -> File.of(page.html(), HTML)));
  }

  /** A file under {@code /assets}. */
  void asset(Context context, String path) {
    if (!NAME.matcher(path).matches()) {
      throw missing(path);
    }
    send(context, find("assets/" + path).orElseThrow(() -> missing(path)));
  }

  private static HttpProblem missing(String what) {
    return new HttpProblem(
        404, "there is no " + (NAME.matcher(what).matches() ? what : "such file") + " here");
  }

  private Optional<File> find(String path) {
    File known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      return Optional.empty();
    }
    try (InputStream in = Assets.class.getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        return Optional.empty();
      }
      File file = File.of(in.readAllBytes(), type);
      files.put(path, file);
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + path + " cannot be read", e);
    }
  }

  private static void send(Context context, File file) {
    context.header("Cache-Control", "no-cache").header("ETag", file.tag());
    String asked = context.header("If-None-Match");
    // A proxy that compressed it may have made the tag a weak one.
    if (asked != null && asked.contains(file.tag())) {
      context.status(304);
      return;
    }
    context.contentType(file.type()).result(file.bytes());
  }
}
