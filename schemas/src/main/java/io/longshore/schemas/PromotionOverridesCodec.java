package io.longshore.schemas;

import io.longshore.domain.rollout.PromotionOverrides;
import io.longshore.schemas.v1.PromotionOverridesProto;
import java.util.TreeMap;

/** What operators have set of promotion policies. */
final class PromotionOverridesCodec {
  static final Codec<PromotionOverrides> CODEC =
      new ProtobufCodec<>(
          "promotion-overrides",
          PromotionOverridesProto.PromotionOverrides.parser(),
          PromotionOverridesCodec::write,
          PromotionOverridesCodec::read);

  private PromotionOverridesCodec() {}

  private static PromotionOverridesProto.PromotionOverrides write(PromotionOverrides overrides) {
    return PromotionOverridesProto.PromotionOverrides.newBuilder()
        .setStream(overrides.stream())
        .putAllValues(overrides.values())
        .setReason(overrides.reason())
        .setAt(Times.wire(overrides.at()))
        .build();
  }

  private static PromotionOverrides read(PromotionOverridesProto.PromotionOverrides overrides) {
    return new PromotionOverrides(
        overrides.getStream(),
        new TreeMap<>(overrides.getValuesMap()),
        overrides.getReason(),
        Times.domain(overrides.getAt()));
  }
}
