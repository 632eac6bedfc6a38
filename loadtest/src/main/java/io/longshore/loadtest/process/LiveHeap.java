package io.longshore.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process holds on to. Resident memory tells little of it: a young virtual machine takes
 * memory of the system until its heap is as large as it may be, whatever lives in it.
 */
public final class LiveHeap {
  /** One line with G1, one for each generation with the serial collector; not of classes. */
  private static final Pattern USED = Pattern.compile("(?:heap|generation) .*used (\\d+)K");

  private LiveHeap() {}

  /** Of the heap, after a collection; in MiB. Needs the jcmd of a JDK. */
  public static long mebibytes(JavaProcess process) throws InterruptedException {
    ask(process, "GC.run");
    return mebibytes(ask(process, "GC.heap_info"));
  }

  /**
   * As jcmd says it.
   *
   * @throws IllegalStateException if nothing in it says what is used
   */
  static long mebibytes(String heapInfo) {
    Matcher used = USED.matcher(heapInfo);
    long sum = 0;
    boolean found = false;
    while (used.find()) {
      sum += Long.parseLong(used.group(1));
      found = true;
    }
    if (!found) {
      throw new IllegalStateException("jcmd says nothing of the heap: " + heapInfo);
    }
    return sum >> 10;
  }

  private static String ask(JavaProcess process, String what) throws InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process asked =
          new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), what)
              .redirectErrorStream(true)
              .start();
      String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (asked.waitFor() != 0) {
        throw new IllegalStateException(jcmd + " " + what + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(jcmd + " cannot be run; a JDK is needed", e);
    }
  }
}
