package io.longshore.loadtest.picture;

import java.util.Locale;

/** An SVG on white, so that it reads on a dark page as well. */
public final class Drawing {
  private final StringBuilder svg = new StringBuilder();

  /** An empty one, in pixels. */
  public Drawing(int width, int height) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        width, height);
    add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", width, height);
  }

  /** An element, with its numbers put in; text that may hold anything is {@link #escaped}. */
  public void add(String text, Object... values) {
    svg.append(String.format(Locale.ROOT, text, values)).append('\n');
  }

  /** Text that stands for itself within an element. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** The whole of it. */
  public String document() {
    return svg + "</svg>\n";
  }
}
