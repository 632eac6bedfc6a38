package io.longshore.console.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a request comes from a page of this server. */
final class Origin {

  private Origin() {}

  /**
   * Lets pass what comes from our own pages, and from programs, which name no origin.
   *
   * @param origin header of the request
   * @param site the header {@code Sec-Fetch-Site}
   * @param host header of the request
   * @throws HttpProblem 403 if another page sent it
   */
  static void requireOwn(@Nullable String origin, @Nullable String site, @Nullable String host) {
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw foreign();
    }
    if (origin != null && (host == null || !authority(origin).equals(bare(host)))) {
      throw foreign();
    }
  }

  private static HttpProblem foreign() {
    return new HttpProblem(
        403, "this request comes from a page of another origin; it is not obeyed");
  }

  /** Host and port of an origin; nothing that a host could be if it is none. */
  private static String authority(String origin) {
    try {
      String authority = new URI(origin).getAuthority();
      return authority == null ? "" : bare(authority);
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String bare(String authority) {
    return authority.toLowerCase(Locale.ROOT);
  }
}
