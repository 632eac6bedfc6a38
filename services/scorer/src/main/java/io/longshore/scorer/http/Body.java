package io.longshore.scorer.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Reads bodies of requests: never more than the limit, however much is sent, and never for longer
 * than it takes an honest client.
 */
final class Body {
  private static final int FIRST_BUFFER = 16 * 1024;
  private static final long MOST_DISCARDED = 32L << 20;
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int SLOWEST_BYTES_PER_SECOND = 1024;

  private final int limit;
  private final Duration patience;
  private final Clock clock;

  Body(int limit, Duration patience, Clock clock) {
    this.limit = limit;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Bytes to set aside for a body that is about to be read: as many as it says, or the limit.
   *
   * @throws HttpProblem 413 if it says more than the limit
   */
  int expected(Context context) {
    String declared = context.header("Content-Length");
    if (declared == null) {
      return limit;
    }
    long length;
    try {
      length = Long.parseLong(declared.strip());
    } catch (NumberFormatException e) {
      throw HttpProblem.bad("Content-Length is not a number");
    }
    if (length < 0) {
      throw HttpProblem.bad("Content-Length is " + length);
    }
    if (length > limit) {
      throw tooLarge();
    }
    return (int) length;
  }

  /**
   * Reads a body.
   *
   * @throws HttpProblem 413 as soon as it exceeds the limit, 408 if it does not arrive
   */
  byte[] read(Context context) {
    Instant begun = clock.instant();
    boolean declared = context.header("Content-Length") != null;
    byte[] buffer =
        new byte[declared ? Math.max(1, expected(context)) : Math.min(limit, FIRST_BUFFER)];
    int length = 0;
    try (InputStream in = context.bodyInputStream()) {
      while (true) {
        if (length == buffer.length) {
          int next = in.read();
          if (next < 0) {
            return buffer;
          }
          if (length == limit) {
            throw tooLarge();
          }
          buffer = Arrays.copyOf(buffer, (int) Math.min(limit, 2L * buffer.length));
          buffer[length++] = (byte) next;
        }
        int read = in.read(buffer, length, buffer.length - length);
        if (read < 0) {
          return Arrays.copyOf(buffer, length);
        }
        length += read;
        if (isTooSlow(Duration.between(begun, clock.instant()), length)) {
          throw tooSlow();
        }
      }
    } catch (IOException e) {
      throw tooSlow();
    }
  }

  /**
   * Lets a client finish sending what is not wanted, up to a bound: clients that send everything
   * before they read the answer would otherwise see a broken connection and no answer.
   */
  void discard(Context context) {
    if (context.header("Expect") != null) {
      return; // it has not begun to send, and will not
    }
    Instant deadline = clock.instant().plus(patience);
    var buffer = new byte[FIRST_BUFFER];
    long discarded = 0;
    try (InputStream in = context.bodyInputStream()) {
      int read = in.read(buffer);
      while (read >= 0 && discarded < MOST_DISCARDED && clock.instant().isBefore(deadline)) {
        discarded += read;
        read = in.read(buffer);
      }
    } catch (IOException e) {
      return; // the client went away with its answer
    }
  }

  /** A drop now and then is no body that arrives: it would hold a thread until the last moment. */
  private boolean isTooSlow(Duration taken, int bytes) {
    return taken.compareTo(patience) > 0
        || (taken.compareTo(GRACE) > 0 && bytes < taken.toSeconds() * SLOWEST_BYTES_PER_SECOND);
  }

  private HttpProblem tooLarge() {
    return new HttpProblem(
        HttpProblem.TOO_LARGE,
        "the body is larger than " + limit + " bytes; send fewer images a request");
  }

  private HttpProblem tooSlow() {
    return new HttpProblem(
        HttpProblem.TOO_SLOW,
        "the body did not arrive whole; it may take " + patience.toSeconds() + " s");
  }
}
