package io.longshore.runtime.admin;

/** What carries the pages to those who ask. */
interface AdminServer extends AutoCloseable {
  int port();

  /** {@code http} or {@code https}. */
  String scheme();

  @Override
  void close();
}
