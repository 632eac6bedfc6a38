package io.longshore.runtime.http;

/** Says whose a token is. */
interface TokenCheck {

  Verdict check(String token);

  /** What is known of a token. */
  sealed interface Verdict {
    /** It is good. */
    record Good(String caller) implements Verdict {}

    /** It is nobody's, damaged, or over. */
    record Bad(String why) implements Verdict {}

    /** It is good, but not for this. */
    record NotEnough(String why) implements Verdict {}

    /** Who signs tokens does not answer. */
    record Unknown(String why) implements Verdict {}
  }
}
