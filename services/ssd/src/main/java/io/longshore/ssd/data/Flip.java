package io.longshore.ssd.data;

/** Whether an image may be mirrored: shirts may, digits may not. */
public enum Flip {
  NEVER,
  HALF_THE_TIME
}
