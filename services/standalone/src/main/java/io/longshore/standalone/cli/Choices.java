package io.longshore.standalone.cli;

import java.util.Iterator;
import java.util.List;

/** The words of an option, as people type them: for its help and for completion. */
abstract class Choices implements Iterable<String> {
  private final List<String> words;

  Choices(String... words) {
    this.words = List.of(words);
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }

  /** Of {@code --output}. */
  static final class Formats extends Choices {
    Formats() {
      super("table", "json");
    }
  }

  /** Of {@code --service}. */
  static final class Services extends Choices {
    Services() {
      super("ingest", "tracker", "trainer", "rollout", "scorer", "operator");
    }
  }

  /** Of {@code adapt}. */
  static final class Gears extends Choices {
    Gears() {
      super("rebalance", "retrain");
    }
  }

  /** Of {@code completion}. */
  static final class Shells extends Choices {
    Shells() {
      super("bash", "zsh");
    }
  }
}
