package io.longshore.schemas;

import io.longshore.domain.adaptation.FirstModel;
import io.longshore.domain.adaptation.GearTerms;
import io.longshore.domain.adaptation.Policy;
import io.longshore.domain.adaptation.PolicyState;
import io.longshore.domain.adaptation.Thresholds;
import io.longshore.domain.adaptation.Worth;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random policies: values drawn blindly would nearly all be out of range. */
final class AnyPolicy {
  private static final Arbitrary<Double> FRACTION = Arbitraries.doubles().between(0, 1);
  private static final Arbitrary<Double> CHANCE = Arbitraries.doubles().between(0.01, 0.99);
  private static final Arbitrary<Double> AMOUNT = Arbitraries.doubles().between(0, 1e9);
  private static final Arbitrary<Long> COUNT = Arbitraries.longs().greaterOrEqual(0);
  private static final Arbitrary<Long> SOME = Arbitraries.longs().greaterOrEqual(1);
  private static final Arbitrary<Duration> TIME =
      Arbitraries.longs().between(0, Duration.ofDays(36_500).toMillis()).map(Duration::ofMillis);
  private static final Arbitrary<GearTerms> TERMS =
      Combinators.combine(COUNT, TIME, COUNT, AMOUNT, FRACTION).as(GearTerms::new);

  static final Arbitrary<Policy> ANY =
      Combinators.combine(
              Arbitraries.of(PolicyState.class),
              FRACTION,
              Combinators.combine(CHANCE, FRACTION, FRACTION, COUNT).as(Thresholds::new),
              TERMS,
              TERMS,
              Combinators.combine(COUNT, AMOUNT, AMOUNT).as(Worth::new),
              Combinators.combine(SOME, SOME, TIME).as(FirstModel::new))
          .as(Policy::new);

  private AnyPolicy() {}

  /** Some of the entries of a policy. */
  static Arbitrary<SortedMap<String, String>> overrides() {
    return ANY.flatMap(
        policy ->
            Arbitraries.of(List.copyOf(policy.entries().keySet()))
                .set()
                .map(
                    keys -> {
                      var some = new TreeMap<>(policy.entries());
                      some.keySet().retainAll(keys);
                      return some;
                    }));
  }
}
