package io.longshore.tracker;

import io.longshore.runtime.ServiceMain;

/** The tracker as a process of its own. */
public final class TrackerMain {

  private TrackerMain() {}

  public static void main(String[] args) {
    System.exit(ServiceMain.run(new TrackerServiceFactory(), System.getenv()));
  }
}
