package io.longshore.tracker.replay;

import io.longshore.domain.adaptation.Adaptation;

/**
 * A decision of the replay, of the recording, or of both.
 *
 * @param adaptation as replayed; as recorded if it was not replayed
 * @param seconds compute that it takes
 */
public record Decision(Adaptation adaptation, By by, double seconds) {

  /** Who decided. */
  public enum By {
    BOTH,
    REPLAY,
    RECORDING
  }

  public boolean isReplayed() {
    return by != By.RECORDING;
  }

  public boolean isRecorded() {
    return by != By.REPLAY;
  }
}
