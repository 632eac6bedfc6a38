package io.longshore.runtime.http;

/** What HTTPS asks of callers whose authority is known. */
public enum Callers {
  /** Whoever shows no certificate does not get in. */
  SHOW_A_CERTIFICATE,
  /** Whoever shows none gets in, and finds some pages closed: probes of Kubernetes have none. */
  MAY_SHOW_A_CERTIFICATE
}
