package io.longshore.standalone.soak;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The soak of model swaps spread over a time, with as many threads as one can spare.
 *
 * <p>Arguments: swaps (1000), minutes (30), threads that score (1).
 */
public final class PacedSwapSoak {

  private PacedSwapSoak() {}

  public static void main(String[] args) throws InterruptedException {
    int swaps = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int minutes = args.length > 1 ? Integer.parseInt(args[1]) : 30;
    int workers = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    var load = new SwapLoad(swaps, Duration.ofMinutes(minutes), workers);
    SwapResult result =
        SwapSoak.run(
            load,
            line -> System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line));
    System.out.println(result);
    System.exit(result.isGood() ? 0 : 1);
  }
}
