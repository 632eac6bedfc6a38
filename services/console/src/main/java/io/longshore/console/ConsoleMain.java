package io.longshore.console;

import io.longshore.runtime.ServiceMain;

/** The console as a process of its own. */
public final class ConsoleMain {

  private ConsoleMain() {}

  public static void main(String[] args) {
    System.exit(ServiceMain.run(new ConsoleServiceFactory(), System.getenv()));
  }
}
