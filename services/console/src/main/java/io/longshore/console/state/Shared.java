package io.longshore.console.state;

import java.util.function.Consumer;
import java.util.function.Function;

/** What is known, for several threads: those that are told and those that look. */
public final class Shared {
  private final Known known;

  public Shared(Known known) {
    this.known = known;
  }

  public synchronized void tell(Consumer<Known> news) {
    news.accept(known);
  }

  /**
   * Looks at what is known. What is returned must not hold on to anything that changes.
   *
   * @param question short: nobody can be told meanwhile
   */
  public synchronized <T> T look(Function<Known, T> question) {
    return question.apply(known);
  }
}
