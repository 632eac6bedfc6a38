package io.longshore.standalone.doctor;

import java.util.List;

/**
 * Whether this Java can run everything.
 *
 * @param feature its version, such as 17
 * @param name in full
 * @param platform operating system and processor as Java calls them: {@code Linux amd64}
 */
public record JavaCheck(int feature, String name, String platform) implements Check {
  private static final String CHECK = "java";
  private static final int LEAST = 17;

  /** Of this process. */
  public static JavaCheck here() {
    return new JavaCheck(
        Runtime.version().feature(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  @Override
  public List<Finding> look() {
    String found = name + " on " + platform;
    if (feature < LEAST) {
      return List.of(
          Finding.fault(CHECK, found, "install a JDK " + LEAST + " or newer, or set JAVA_HOME"));
    }
    return List.of(
        platform.equals("Linux amd64")
            ? Finding.ok(CHECK, found)
            : Finding.warning(
                CHECK,
                found,
                "the native libraries that come along are for Linux on x86-64: train and score there"));
  }
}
