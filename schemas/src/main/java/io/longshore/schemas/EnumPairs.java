package io.longshore.schemas;

import com.google.protobuf.ProtocolMessageEnum;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * An enum of the domain beside its enum on the wire: {@code Split.HOLDOUT} is {@code
 * SPLIT_HOLDOUT}.
 *
 * <p>A constant without a partner is found when the codec's class is loaded, not when the first
 * record comes.
 *
 * @param toWire each constant's partner
 * @param toDomain the same, backwards
 */
record EnumPairs<D extends Enum<D>, W extends Enum<W> & ProtocolMessageEnum>(
    Map<D, W> toWire, Map<W, D> toDomain) {

  static <D extends Enum<D>, W extends Enum<W> & ProtocolMessageEnum> EnumPairs<D, W> of(
      Class<D> domain, Class<W> wire) {
    var toWire = new EnumMap<D, W>(domain);
    var toDomain = new EnumMap<W, D>(wire);
    String prefix = prefix(domain.getSimpleName());
    for (D constant : domain.getEnumConstants()) {
      W partner = Enum.valueOf(wire, prefix + constant.name());
      toWire.put(constant, partner);
      toDomain.put(partner, constant);
    }
    return new EnumPairs<>(toWire, toDomain);
  }

  W wire(D constant) {
    return Objects.requireNonNull(toWire.get(constant));
  }

  D domain(W constant) {
    D partner = toDomain.get(constant);
    if (partner == null) {
      throw new IllegalArgumentException("no meaning is known for " + constant);
    }
    return partner;
  }

  /** {@code ShotGroup} becomes {@code SHOT_GROUP_}. */
  private static String prefix(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT) + "_";
  }
}
