package io.longshore.loadtest.process;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long somebody looks, now and then, whether something has come.
 *
 * @param longest until it gives up
 */
public record Patience(Duration longest) {
  private static final long PAUSE_MILLIS = 200;

  /** What shall hold. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws InterruptedException;
  }

  /** What shall be there. */
  @FunctionalInterface
  public interface Search<T> {
    Optional<T> look() throws InterruptedException;
  }

  public static Patience ofSeconds(long seconds) {
    return new Patience(Duration.ofSeconds(seconds));
  }

  /** Whether it came; looks at least once. */
  public boolean sees(Condition condition) throws InterruptedException {
    return finds(() -> condition.holds() ? Optional.of(true) : Optional.empty()).isPresent();
  }

  /** What came, if it did; looks at least once. */
  public <T> Optional<T> finds(Search<T> search) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    Optional<T> found = search.look();
    while (found.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(PAUSE_MILLIS);
      found = search.look();
    }
    return found;
  }

  /** As words put it. */
  @Override
  public String toString() {
    return longest.toSeconds() + " s";
  }
}
