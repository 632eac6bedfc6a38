package io.longshore.standalone.scoring;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * Bytes allocated on the heap so far by threads that live.
 *
 * @param workers those that score
 * @param process all of them
 */
record Allocation(long workers, long process) {
  private static final String WORKERS = "scorer-worker-";

  static Allocation now() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long workers = 0;
    long process = 0;
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null) {
        long bytes = Math.max(0, threads.getThreadAllocatedBytes(info.getThreadId()));
        process += bytes;
        workers += info.getThreadName().startsWith(WORKERS) ? bytes : 0;
      }
    }
    return new Allocation(workers, process);
  }
}
