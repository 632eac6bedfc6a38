package io.longshore.runtime.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in by their bearer token (<a href="https://www.rfc-editor.org/rfc/rfc6750">RFC
 * 6750</a>) and by how often their caller comes, before anything of them is read. Who brings no
 * good token is counted by address, so that guessing is as slow as calling.
 */
public final class Gate {
  private static final String SCHEME = "Bearer ";
  private static final int LONGEST = 16 * 1024;

  private final List<TokenCheck> checks;
  private final CallRates rates;

  private Gate(List<TokenCheck> checks, CallRates rates) {
    this.checks = List.copyOf(checks);
    this.rates = rates;
  }

  /** Open to everybody, as often as they like. */
  public static Gate open() {
    return new Gate(List.of(), new CallRates(0, 0));
  }

  /**
   * Open to everybody, each address in its turn.
   *
   * @param perSecond in the long run; 0 for no bound
   * @param burst at once; 0 for as many as in a second
   */
  public static Gate unhurried(int perSecond, int burst) {
    return new Gate(List.of(), new CallRates(perSecond, burst));
  }

  /**
   * @throws IllegalArgumentException naming the setting that cannot be
   */
  public static Gate of(AccessSettings settings) {
    var checks = new ArrayList<TokenCheck>();
    settings.tokens().ifPresent(entries -> checks.add(new HashedTokens(entries)));
    AccessSettings.Jwt jwt = settings.jwt();
    if (jwt.keys().isPresent()) {
      if (jwt.issuer().isEmpty() || jwt.audience().isEmpty()) {
        throw new IllegalArgumentException(
            "access.jwt.keys needs access.jwt.issuer and access.jwt.audience: otherwise a token for anybody of anybody with these keys would do");
      }
      checks.add(
          new SignedTokens(
              jwt.keys().get(), jwt.issuer().get(), jwt.audience().get(), jwt.scope()));
    }
    return new Gate(checks, new CallRates(settings.requestsPerSecond(), settings.burst()));
  }

  /** Whether callers must say who they are. */
  public boolean asksWho() {
    return !checks.isEmpty();
  }

  /**
   * @param authorization the header of the request
   * @param address where it comes from
   */
  public Admission admit(@Nullable String authorization, String address) {
    if (checks.isEmpty()) {
      return inTime(address);
    }
    Optional<String> token = token(authorization);
    if (token.isEmpty()) {
      return orWait(
          address,
          unauthorized("send the token in a header, Authorization: Bearer TOKEN", "Bearer"));
    }
    List<TokenCheck.Verdict> verdicts =
        checks.stream().map(check -> check.check(token.get())).toList();
    for (TokenCheck.Verdict verdict : verdicts) {
      if (verdict instanceof TokenCheck.Verdict.Good good) {
        return inTime(good.caller());
      }
    }
    return orWait(address, refused(verdicts));
  }

  private static Admission.Refused refused(List<TokenCheck.Verdict> verdicts) {
    for (TokenCheck.Verdict verdict : verdicts) {
      if (verdict instanceof TokenCheck.Verdict.NotEnough notEnough) {
        return new Admission.Refused(
            403,
            "FORBIDDEN",
            notEnough.why(),
            Map.of("WWW-Authenticate", "Bearer error=\"insufficient_scope\""));
      }
      if (verdict instanceof TokenCheck.Verdict.Unknown unknown) {
        return new Admission.Refused(503, "UNAVAILABLE", unknown.why(), Map.of("Retry-After", "5"));
      }
    }
    return unauthorized("this token is not good here", "Bearer error=\"invalid_token\"");
  }

  private static Admission.Refused unauthorized(String message, String challenge) {
    return new Admission.Refused(
        401, "UNAUTHORIZED", message, Map.of("WWW-Authenticate", challenge));
  }

  private Admission orWait(String address, Admission.Refused refused) {
    return inTime("address " + address) instanceof Admission.Refused tooOften ? tooOften : refused;
  }

  private Admission inTime(String caller) {
    Duration wait = rates.mustWait(caller);
    if (wait.isZero()) {
      return new Admission.Admitted(caller);
    }
    long seconds = wait.plusMillis(999).toSeconds();
    return new Admission.Refused(
        429,
        "TOO_MANY_REQUESTS",
        "you call too often; come again in %d s".formatted(seconds),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  private static Optional<String> token(@Nullable String authorization) {
    return authorization != null
            && authorization.length() <= LONGEST
            && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(authorization.substring(SCHEME.length()).strip())
        : Optional.empty();
  }
}
