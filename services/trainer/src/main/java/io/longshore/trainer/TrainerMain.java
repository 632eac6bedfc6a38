package io.longshore.trainer;

import io.longshore.runtime.ServiceMain;

/** The trainer as a process of its own. */
public final class TrainerMain {

  private TrainerMain() {}

  public static void main(String[] args) {
    System.exit(ServiceMain.run(new TrainerServiceFactory(), System.getenv()));
  }
}
