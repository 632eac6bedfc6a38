package io.longshore.loadtest.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for processes that are killed and start again over the same ones. */
public final class Ports {
  /**
   * Below those that Linux gives to whoever connects: while a server is dead, a client of it could
   * be given its port.
   */
  private static final int FIRST = 12_000;

  private static final int END = 32_000;
  private static final int TRIES = 1_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** One that was free just now, and was not given before. */
  public static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        // somebody else's: another one
      }
    }
    throw new IllegalStateException(
        "none of %d ports between %d and %d was free".formatted(TRIES, FIRST, END));
  }
}
