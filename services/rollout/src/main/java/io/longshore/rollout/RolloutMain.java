package io.longshore.rollout;

import io.longshore.runtime.ServiceMain;

/** The rollout service as a process of its own. */
public final class RolloutMain {

  private RolloutMain() {}

  public static void main(String[] args) {
    System.exit(ServiceMain.run(new RolloutServiceFactory(), System.getenv()));
  }
}
