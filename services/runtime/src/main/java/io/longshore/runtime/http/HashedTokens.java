package io.longshore.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longshore.domain.model.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens that the settings name by their hash; the process does not know them. How long an answer
 * takes tells neither how much of a token is right nor whose it is.
 */
final class HashedTokens implements TokenCheck {
  private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9._-]{1,64}):([0-9a-fA-F]{64})");

  private final Map<String, byte[]> digests;

  /**
   * @param entries {@code NAME:SHA256}
   * @throws IllegalArgumentException if one is something else; what it is is not told, for it may
   *     be a token
   */
  HashedTokens(List<String> entries) {
    this.digests = new LinkedHashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Matcher entry = ENTRY.matcher(entries.get(i).strip());
      if (!entry.matches()) {
        throw new IllegalArgumentException(
            "entry %d of access.tokens is not NAME:SHA256, a name and 64 hexadecimal digits, as 'printf %%s TOKEN | sha256sum' prints them"
                .formatted(i + 1));
      }
      digests.put(entry.group(1), HexFormat.of().parseHex(entry.group(2).toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public Verdict check(String token) {
    byte[] given = Sha256.digest().digest(token.getBytes(UTF_8));
    Verdict verdict = new Verdict.Bad("this token is nobody's");
    for (Map.Entry<String, byte[]> known : digests.entrySet()) {
      if (MessageDigest.isEqual(given, known.getValue())) {
        verdict = new Verdict.Good(known.getKey());
      }
    }
    return verdict;
  }
}
