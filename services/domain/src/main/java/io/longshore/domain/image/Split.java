package io.longshore.domain.image;

/** What an image may be used for. */
public enum Split {
  /** Part of the stream: counted, remembered, learned from. */
  STREAM,
  /** Kept back to judge models; never counted in the class mix and never trained on. */
  HOLDOUT
}
