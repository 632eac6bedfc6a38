package io.longshore.console.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names by which browsers may call this server. A page of another site may give its own name
 * the address of this machine (<a href="https://en.wikipedia.org/wiki/DNS_rebinding">DNS
 * rebinding</a>), and would then be of our origin; what it cannot do is call us by our name.
 */
public final class HostNames {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names;

  /**
   * @param more besides those of this machine for itself, without ports; {@code *} for any
   */
  public HostNames(List<String> more) {
    var all = new HashSet<>(LOCAL);
    more.forEach(name -> all.add(name.strip().toLowerCase(Locale.ROOT)));
    this.names = Set.copyOf(all);
  }

  /**
   * Lets pass what is meant for this server.
   *
   * @param host header of the request, with or without a port
   * @throws HttpProblem 421 if it is for another
   */
  void require(@Nullable String host) {
    if (names.contains("*") || (host != null && names.contains(withoutPort(host)))) {
      return;
    }
    throw new HttpProblem(
        421,
        "this console is not called '%s'; add the name to longshore.console.names if it should be"
            .formatted(host == null ? "" : host));
  }

  private static String withoutPort(String host) {
    String lower = host.strip().toLowerCase(Locale.ROOT);
    int colon = lower.lastIndexOf(':');
    boolean isPort = colon > lower.lastIndexOf(']') && colon >= 0;
    return isPort ? lower.substring(0, colon) : lower;
  }
}
