package io.longshore.tracker.policy;

import io.longshore.domain.adaptation.Gear;
import io.longshore.domain.adaptation.Stake;
import java.time.Duration;
import java.util.Locale;

/** Why a gear that the evidence asks for is not asked for. */
public sealed interface Obstacle {
  Gear gear();

  String inWords();

  /**
   * It was asked for and nothing has answered.
   *
   * @param unitsLeft units after which it may be asked for again
   */
  record Unanswered(Gear gear, long unitsLeft) implements Obstacle {
    @Override
    public String inWords() {
      return String.format(
          Locale.ROOT,
          "to %s was asked for and is not answered yet; asked for again after %,d more units",
          gear.word(),
          unitsLeft);
    }
  }

  /**
   * It was asked for not long ago.
   *
   * @param left event time that is left of its cool-down
   */
  record CoolingDown(Gear gear, Duration left) implements Obstacle {
    @Override
    public String inWords() {
      return "to %s cools down for %s more".formatted(gear.word(), left);
    }
  }

  /** It was asked for as often as it may be within a day of event time. */
  record Spent(Gear gear, long perDay) implements Obstacle {
    @Override
    public String inWords() {
      return perDay == 0
          ? "to %s is forbidden (%s-per-day is 0)".formatted(gear.word(), gear.word())
          : String.format(
              Locale.ROOT, "to %s was asked for %,d times today, all it may", gear.word(), perDay);
    }
  }

  /** It costs more than it brings. */
  record NotWorth(Gear gear, Stake stake) implements Obstacle {
    @Override
    public String inWords() {
      return "to %s does not pay: it %s".formatted(gear.word(), stake.inWords());
    }
  }

  /** Less moved than it takes. */
  record UnderFloor(Gear gear, double moved, double floor) implements Obstacle {
    @Override
    public String inWords() {
      return String.format(
          Locale.ROOT,
          "to %s takes a mix that moved by at least %.2f since training, not %.2f",
          gear.word(),
          floor,
          moved);
    }
  }
}
