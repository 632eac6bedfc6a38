package io.longshore.runtime.reach;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a broker.
 *
 * @param host a name, or an address without brackets
 */
public record Address(String host, int port) {
  private static final Pattern SHAPE = Pattern.compile("\\[?([^\\[\\]]+?)]?:([0-9]{1,5})");
  private static final int LAST_PORT = 65_535;

  /**
   * What {@code bootstrap.servers} names.
   *
   * @throws IllegalArgumentException if a part of it is no address
   */
  public static List<Address> all(String bootstrapServers) {
    return Arrays.stream(bootstrapServers.split(",", -1))
        .map(String::strip)
        .map(Address::parse)
        .toList();
  }

  private static Address parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LAST_PORT) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address of a broker: HOST:PORT is, such as 127.0.0.1:9092");
    }
    return new Address(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
