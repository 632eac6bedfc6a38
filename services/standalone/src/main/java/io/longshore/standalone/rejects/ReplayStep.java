package io.longshore.standalone.rejects;

/** What is to become of one reject. */
public sealed interface ReplayStep {

  KeptReject reject();

  /**
   * It is sent again.
   *
   * @param replays how often it was replayed then, this time included
   */
  record Send(KeptReject reject, Origin to, int replays) implements ReplayStep {}

  /** It stays where it is. */
  record Keep(KeptReject reject, String because) implements ReplayStep {}
}
