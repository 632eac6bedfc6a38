package io.longshore.schemas;

import io.longshore.domain.adaptation.PolicyOverrides;
import io.longshore.schemas.v1.PolicyOverridesProto;
import java.util.TreeMap;

/** What operators have set of policies. */
final class PolicyOverridesCodec {
  static final Codec<PolicyOverrides> CODEC =
      new ProtobufCodec<>(
          "policy-overrides",
          PolicyOverridesProto.PolicyOverrides.parser(),
          PolicyOverridesCodec::write,
          PolicyOverridesCodec::read);

  private PolicyOverridesCodec() {}

  private static PolicyOverridesProto.PolicyOverrides write(PolicyOverrides overrides) {
    return PolicyOverridesProto.PolicyOverrides.newBuilder()
        .setStream(overrides.stream())
        .putAllValues(overrides.values())
        .setReason(overrides.reason())
        .setAt(Times.wire(overrides.at()))
        .build();
  }

  private static PolicyOverrides read(PolicyOverridesProto.PolicyOverrides overrides) {
    return new PolicyOverrides(
        overrides.getStream(),
        new TreeMap<>(overrides.getValuesMap()),
        overrides.getReason(),
        Times.domain(overrides.getAt()));
  }
}
