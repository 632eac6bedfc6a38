package io.longshore.schemas;

import java.util.Map;

/**
 * Chunks of artifacts: the bytes and nothing else. Whose they are is in the key; whether they are
 * whole is decided by the digest of the artifact.
 */
final class ChunkCodec implements Codec<byte[]> {

  @Override
  public Encoded encode(byte[] value) {
    return new Encoded(value, Map.of());
  }

  @Override
  public byte[] decode(Encoded encoded) {
    return encoded.bytes();
  }
}
