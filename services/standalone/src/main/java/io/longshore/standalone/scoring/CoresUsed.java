package io.longshore.standalone.scoring;

import io.longshore.standalone.broker.BrokerProcess;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * What a time of measuring took of the machine, in processors kept busy.
 *
 * @param scorer this process without what sends
 * @param sender the thread that sends and its producer's
 * @param broker the process of the broker
 */
public record CoresUsed(double scorer, double sender, double broker) {

  /** Processor time so far, in nanoseconds, and when that was. */
  record Mark(long process, long sender, long broker, long at) {

    /** Reads the clocks; for the thread that sends. */
    static Mark now(BrokerProcess broker) {
      var machine =
          (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Mark(
          machine.getProcessCpuTime(), ofSender(), broker.cpuTime().toNanos(), System.nanoTime());
    }

    private static long ofSender() {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long nanos = threads.getCurrentThreadCpuTime();
      for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
        if (info != null && info.getThreadName().endsWith(Deployment.SENDER)) {
          nanos += Math.max(0, threads.getThreadCpuTime(info.getThreadId()));
        }
      }
      return nanos;
    }

    CoresUsed until(Mark later) {
      double time = later.at - at;
      double sending = (later.sender - sender) / time;
      return new CoresUsed(
          (later.process - process) / time - sending, sending, (later.broker - broker) / time);
    }
  }
}
