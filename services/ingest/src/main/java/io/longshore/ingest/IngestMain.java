package io.longshore.ingest;

import io.longshore.runtime.ServiceMain;

/** The ingest service as a process of its own. */
public final class IngestMain {

  private IngestMain() {}

  public static void main(String[] args) {
    System.exit(ServiceMain.run(new IngestServiceFactory(), System.getenv()));
  }
}
