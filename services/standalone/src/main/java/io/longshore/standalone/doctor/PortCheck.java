package io.longshore.standalone.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * Whether a port of this machine is free.
 *
 * @param port 1 to 65535
 * @param what would listen there
 * @param setting what chooses another
 */
public record PortCheck(int port, String what, String setting) implements Check {

  @Override
  public List<Finding> look() {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return List.of(
          Finding.ok("ports", "port %d is free (%s)".formatted(socket.getLocalPort(), what)));
    } catch (IOException e) {
      return List.of(
          Finding.warning(
              "ports",
              "port %d is taken (%s): %s".formatted(port, what, e.getMessage()),
              "if that is not Longshore itself, choose another: " + setting));
    }
  }
}
