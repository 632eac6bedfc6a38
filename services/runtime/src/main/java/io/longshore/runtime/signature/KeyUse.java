package io.longshore.runtime.signature;

/** What a key may vouch for. */
public enum KeyUse {
  MANIFEST,
  PLAN
}
