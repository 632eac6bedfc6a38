package io.longshore.runtime.admin;

import java.net.URI;

/** What a service answers on the admin endpoint; asked from several threads at once. */
@FunctionalInterface
public interface Page {

  /**
   * The answer to a request.
   *
   * @param request path and query
   */
  PageAnswer answer(URI request);
}
