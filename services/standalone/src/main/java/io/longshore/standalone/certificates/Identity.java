package io.longshore.standalone.certificates;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A key and who vouches for it.
 *
 * @param name that Kafka knows it by: the certificate's common name
 * @param chain its certificate, then the authority's
 */
public record Identity(String name, PrivateKey key, List<X509Certificate> chain) {

  public Identity {
    chain = List.copyOf(chain);
  }

  X509Certificate authority() {
    return chain.get(chain.size() - 1);
  }

  /** The key is never told. */
  @Override
  public String toString() {
    return "Identity[" + name + "]";
  }
}
