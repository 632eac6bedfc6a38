package io.longshore.tracker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.GearTerms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in whatever order, no budget is exceeded and no cool-down violated. */
class BudgetTest {
  private static final AdaptationPolicy EAGER =
      Policies.with(
          Map.of(
              "rebalance-per-day", "3",
              "cool-down", "PT20M",
              "cool-down-units", "40",
              "retrain-per-day", "2",
              "retrain-cool-down", "PT5H",
              "retrain-cool-down-units", "90"));

  /**
   * A look at the evidence.
   *
   * @param minutes since the look before; negative for labels with older dates
   * @param units counted since the look before
   * @param answered gears whose work went live since
   */
  record Look(double head, double backbone, long minutes, long units, List<Gear> answered) {}

  record Asked(Gear gear, Instant at, long unit) {}

  @Provide
  Arbitrary<List<Look>> looks() {
    Arbitrary<Double> moved = Arbitraries.of(0.0, 0.06, 0.16, 0.4);
    return Combinators.combine(
            moved,
            moved,
            Arbitraries.longs().between(-200, 400),
            Arbitraries.longs().between(0, 60),
            Arbitraries.of(Gear.class).list().ofMaxSize(2))
        .as(Look::new)
        .list()
        .ofMinSize(30)
        .ofMaxSize(120);
  }

  @Property(tries = 300)
  void no_budget_is_exceeded_on_any_day(@ForAll("looks") List<Look> looks) {
    var byDay = new HashMap<Map.Entry<Gear, LocalDate>, Long>();
    for (Asked asked : decide(looks)) {
      var day = LocalDate.ofInstant(asked.at(), ZoneOffset.UTC);
      byDay.merge(Map.entry(asked.gear(), day), 1L, Long::sum);
    }

    assertThat(byDay)
        .allSatisfy(
            (day, times) -> assertThat(times).isLessThanOrEqualTo(terms(day.getKey()).perDay()));
  }

  @Property(tries = 300)
  void no_cool_down_is_violated(@ForAll("looks") List<Look> looks) {
    var last = new EnumMap<Gear, Asked>(Gear.class);

    for (Asked asked : decide(looks)) {
      Asked before = last.put(asked.gear(), asked);
      if (before != null) {
        assertThat(Duration.between(before.at(), asked.at()))
            .isGreaterThanOrEqualTo(terms(asked.gear()).coolDown());
      }
    }
  }

  @Property(tries = 300)
  void what_is_not_answered_is_not_asked_for_again_within_its_units(
      @ForAll("looks") List<Look> looks) {
    var last = new EnumMap<Gear, Asked>(Gear.class);
    List<Look> ignored =
        looks.stream()
            .map(l -> new Look(l.head(), l.backbone(), l.minutes(), l.units(), List.of()))
            .toList();

    for (Asked asked : decide(ignored)) {
      Asked before = last.put(asked.gear(), asked);
      if (before != null) {
        assertThat(asked.unit() - before.unit())
            .isGreaterThanOrEqualTo(terms(asked.gear()).coolDownUnits());
      }
    }
  }

  @Property(tries = 100)
  void the_same_looks_are_decided_the_same(@ForAll("looks") List<Look> looks) {
    assertThat(decide(looks)).isEqualTo(decide(looks));
  }

  private static GearTerms terms(Gear gear) {
    return EAGER.policy().terms(gear);
  }

  /** What a tracker does with verdicts: it enters what is asked for, and counts what follows. */
  private static List<Asked> decide(List<Look> looks) {
    var asked = new ArrayList<Asked>();
    var open = new EnumMap<Gear, Long>(Gear.class);
    Ledger ledger = Ledger.EMPTY;
    Instant now = Situations.NOON;
    long unit = 0;
    for (Look look : looks) {
      now = now.plus(Duration.ofMinutes(look.minutes()));
      unit += look.units();
      look.answered().forEach(open::remove);
      var unanswered = new EnumMap<Gear, Long>(Gear.class);
      for (Map.Entry<Gear, Long> one : open.entrySet()) {
        unanswered.put(one.getKey(), unit - one.getValue());
      }
      var situation =
          new Situation(
              9_000, 10, new TreeSet<>(), 0, 500, 500, unanswered, Duration.ZERO, now, ledger);
      Verdict verdict = EAGER.onDrift(Moved.by(look.head()), Moved.by(look.backbone()), situation);
      for (Verdict.Step step : verdict.steps()) {
        ledger = ledger.asked(step.gear(), now);
        open.put(step.gear(), unit);
        asked.add(
            new Asked(
                step.gear(), Objects.requireNonNull(ledger.entries().get(step.gear())).at(), unit));
      }
    }
    return asked;
  }
}
