package io.longshore.runtime.admin;

/** Where services put what they answer over HTTP. */
public interface Pages {
  /** For a process without an endpoint. */
  Pages NOWHERE =
      new Pages() {
        @Override
        public void add(String path, Page page) {}

        @Override
        public String address() {
          return "";
        }

        @Override
        public String scheme() {
          return "http";
        }
      };

  /**
   * Answers GET of exactly this path from now on.
   *
   * @throws IllegalArgumentException if the path is taken
   */
  void add(String path, Page page);

  /** Host and port at which other processes reach these pages; empty without an endpoint. */
  String address();

  /** How they are reached there: {@code http} or {@code https}. */
  String scheme();
}
