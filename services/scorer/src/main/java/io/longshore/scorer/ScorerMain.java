package io.longshore.scorer;

import io.longshore.runtime.ServiceMain;

/** The scorer as a process of its own. */
public final class ScorerMain {

  private ScorerMain() {}

  public static void main(String[] args) {
    System.exit(ServiceMain.run(new ScorerServiceFactory(), System.getenv()));
  }
}
