package io.longshore.standalone.rejects;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.longshore.domain.reject.Reject;
import io.longshore.domain.reject.RejectReason;
import io.longshore.schemas.Writer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reject without its payload, which may be large: what lists and decisions need of it.
 *
 * @param service whose topic it lies on
 * @param position on that topic
 * @param bytes of the payload
 * @param digest of key and payload, so that a record that comes back is known
 * @param replays how often the record says it was replayed
 * @param extent whether all of it was kept
 */
public record KeptReject(
    Writer service,
    long position,
    String source,
    RejectReason reason,
    String message,
    Instant at,
    int bytes,
    String digest,
    int replays,
    Extent extent) {

  /** Header of a replayed record: how often it was. */
  public static final String REPLAYS = "longshore-replays";

  /** Header of a replayed record: the source of the reject it was made of. */
  public static final String REPLAY_OF = "longshore-replay-of";

  private static final Pattern CUT =
      Pattern.compile(
          "(?s).*\\(of [0-9,]+ bytes the first [0-9,]+ are kept, and neither key nor headers\\)");

  private static final int MOST_DIGITS = 6;

  /** How much of a record was kept. */
  public enum Extent {
    WHOLE,
    BEGINNING
  }

  /** The summary of a reject that lies at a position of a service's topic. */
  public static KeptReject of(Writer service, long position, Reject reject) {
    return new KeptReject(
        service,
        position,
        reject.source(),
        reject.reason(),
        reject.message(),
        reject.at(),
        reject.payload().length,
        digest(reject),
        Optional.ofNullable(reject.headers().get(REPLAYS)).map(KeptReject::count).orElse(0),
        CUT.matcher(reject.message()).matches() ? Extent.BEGINNING : Extent.WHOLE);
  }

  /** Where it came from; empty if from no topic. */
  public Optional<Origin> origin() {
    return Origin.of(source);
  }

  /** Anybody may have written the header; what is no number counts as one replay. */
  private static int count(byte[] header) {
    String text = new String(header, US_ASCII);
    return text.matches("[0-9]{1," + MOST_DIGITS + "}") ? Integer.parseInt(text) : 1;
  }

  private static String digest(Reject reject) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(reject.key().length).array());
      sha.update(reject.key());
      sha.update(reject.payload());
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
