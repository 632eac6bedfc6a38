package io.longshore.runtime.trace;

import java.util.Map;

/**
 * A piece of work that has a span, or, when nothing is traced, none. It may be ended on another
 * thread than it was begun on.
 */
public interface TracedWork {

  /** Work that nobody traces. */
  TracedWork NONE = new UntracedWork();

  /** This thread is about this work until the scope is closed, and its log lines say so. */
  CurrentTrace.Scope enter();

  /** Headers for the record that this work writes. */
  Map<String, byte[]> headers();

  /** Says something of the work. */
  void says(String name, String value);

  /** Says a number of the work. */
  void says(String name, long value);

  /** It did not succeed; it is still to be ended. */
  void failed(String why);

  void end();
}
