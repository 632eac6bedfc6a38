package io.longshore.schemas;

import com.google.protobuf.ByteString;
import io.longshore.domain.signature.Signature;
import io.longshore.schemas.v1.SignatureProto;
import java.util.HexFormat;

/** Signatures of manifests and plans. */
final class SignatureMapping {

  private SignatureMapping() {}

  static SignatureProto.Signature write(Signature signature) {
    return SignatureProto.Signature.newBuilder()
        .setKeyId(signature.keyId())
        .setExpiresAt(Times.wire(signature.expiresAt()))
        .setValue(ByteString.copyFrom(HexFormat.of().parseHex(signature.value())))
        .build();
  }

  static Signature read(SignatureProto.Signature signature) {
    return new Signature(
        signature.getKeyId(),
        Times.domain(signature.getExpiresAt()),
        HexFormat.of().formatHex(signature.getValue().toByteArray()));
  }
}
