package io.longshore.scorer.http;

import io.longshore.domain.image.UnreadableImageException;

/**
 * Numbers, highest byte first, out of untrusted bytes; asking beyond the end is a refusal, never an
 * exception of the platform.
 */
@SuppressWarnings("ArrayRecordComponent") // a view; never compared
record FileBytes(byte[] bytes) {

  int length() {
    return bytes.length;
  }

  int unsignedByte(int at) {
    require(at, 1);
    return bytes[at] & 0xff;
  }

  int unsignedShort(int at) {
    return unsignedByte(at) << 8 | unsignedByte(at + 1);
  }

  int signedInt(int at) {
    return unsignedShort(at) << 16 | unsignedShort(at + 2);
  }

  void require(int at, int length) {
    if (at < 0 || length < 0 || length > bytes.length - at) {
      throw new UnreadableImageException("it ends in the middle, after " + bytes.length + " bytes");
    }
  }

  boolean has(int at, String latin1) {
    if (at < 0 || latin1.length() > bytes.length - at) {
      return false;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if ((bytes[at + i] & 0xff) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
