package io.longshore.runtime.http;

import io.javalin.http.Context;
import io.longshore.runtime.http.BodyNotTakenException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads bodies of requests: never more than the limit, however much is sent, and never for longer
 * than it takes an honest client.
 */
public final class RequestBody {
  private static final Logger log = LoggerFactory.getLogger(RequestBody.class);
  private static final int FIRST_BUFFER = 16 * 1024;
  private static final long MOST_DISCARDED = 32L << 20;
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int SLOWEST_BYTES_PER_SECOND = 1024;

  private final Duration patience;
  private final Clock clock;

  /**
   * @param patience for a whole body to arrive, however steadily it drips
   */
  public RequestBody(Duration patience, Clock clock) {
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Bytes to set aside for a body that is about to be read: as many as it says, or the limit.
   *
   * @throws BodyNotTakenException if it says more than the limit, or no number
   */
  public static int expected(Context context, int limit) {
    String declared = context.header("Content-Length");
    if (declared == null) {
      return limit;
    }
    long length;
    try {
      length = Long.parseLong(declared.strip());
    } catch (NumberFormatException e) {
      throw new BodyNotTakenException(Reason.BAD_REQUEST, "Content-Length is not a number");
    }
    if (length < 0) {
      throw new BodyNotTakenException(Reason.BAD_REQUEST, "Content-Length is " + length);
    }
    if (length > limit) {
      throw tooLarge(limit);
    }
    return (int) length;
  }

  /**
   * Reads a body.
   *
   * @throws BodyNotTakenException as soon as it exceeds the limit, or if it does not arrive
   */
  public byte[] read(Context context, int limit) {
    Instant begun = clock.instant();
    byte[] buffer = new byte[Math.min(limit, Math.max(1, firstBuffer(context, limit)))];
    int length = 0;
    try (InputStream in = context.bodyInputStream()) {
      while (true) {
        if (length == buffer.length) {
          int next = in.read();
          if (next < 0) {
            return buffer;
          }
          if (length == limit) {
            throw tooLarge(limit);
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
   * Answers a request whose body is not taken. If more of it is still to come, the answer is sent
   * at once, and the connection is closed after it.
   *
   * @param json what to answer
   */
  public void answer(BodyNotTakenException problem, Context context, byte[] json) {
    context.status(problem.reason().status()).contentType("application/json");
    if (problem.reason() != Reason.TOO_LARGE) {
      context.result(json);
      return;
    }
    context.header("Content-Length", Integer.toString(json.length)).header("Connection", "close");
    try {
      OutputStream out = context.outputStream();
      out.write(json);
      out.flush();
      discard(context);
    } catch (IOException e) {
      log.atDebug().setCause(e).log("a client went away before it was done with its large body");
    }
  }

  /**
   * Lets a client finish sending what is not wanted, up to a bound: clients that send everything
   * before they read the answer would otherwise see a broken connection and no answer.
   */
  private void discard(Context context) throws IOException {
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
    }
  }

  private static int firstBuffer(Context context, int limit) {
    return context.header("Content-Length") == null ? FIRST_BUFFER : expected(context, limit);
  }

  private static BodyNotTakenException tooLarge(int limit) {
    return new BodyNotTakenException(
        Reason.TOO_LARGE, "the body is larger than " + limit + " bytes; send less in a request");
  }

  /** A drop now and then is no body that arrives: it would hold a thread until the last moment. */
  private boolean isTooSlow(Duration taken, int bytes) {
    return taken.compareTo(patience) > 0
        || (taken.compareTo(GRACE) > 0 && bytes < taken.toSeconds() * SLOWEST_BYTES_PER_SECOND);
  }

  private BodyNotTakenException tooSlow() {
    return new BodyNotTakenException(
        Reason.TOO_SLOW,
        "the body did not arrive whole; it may take " + patience.toSeconds() + " s");
  }
}
