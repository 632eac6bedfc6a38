package io.longshore.standalone.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows of text in columns as wide as their widest cell. */
public final class Table {
  private static final int LEAST = 8;
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  public Table row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + rows.get(0).size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  /** As it is: for a file or a pipe. */
  @Override
  public String toString() {
    return on(Screen.FILE, Map.of());
  }

  /** On a screen: no wider than a terminal, with a coloured heading if it has colours. */
  String on(Screen screen) {
    return on(screen, Map.of());
  }

  /**
   * The same.
   *
   * @param paints colour of every cell that says just this
   */
  String on(Screen screen, Map<String, Paint> paints) {
    int[] widths = widths();
    screen.columns().ifPresent(columns -> narrow(widths, columns));
    var text = new StringBuilder();
    for (int at = 0; at < rows.size(); at++) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = cut(rows.get(at).get(i), widths[i]);
        Paint paint = at == 0 ? Paint.HEADING : paints.get(cell);
        line.append(paint == null ? cell : screen.painted(paint, cell));
        if (i < widths.length - 1) {
          line.append(" ".repeat(widths[i] - length(cell))).append(GAP);
        }
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return widths;
  }

  /** Takes from the widest column, which is the wordiest, until all fit or none can give more. */
  private static void narrow(int[] widths, int columns) {
    int over = GAP.length() * (widths.length - 1) - columns;
    for (int width : widths) {
      over += width;
    }
    for (; over > 0; over--) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] >= widths[widest] ? i : widest;
      }
      if (widths[widest] <= LEAST) {
        return;
      }
      widths[widest]--;
    }
  }

  private static String cut(String cell, int width) {
    return length(cell) <= width
        ? cell
        : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
