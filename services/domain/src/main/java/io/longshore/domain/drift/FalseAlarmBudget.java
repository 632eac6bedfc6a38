package io.longshore.domain.drift;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How seldom an alarm is false, in terms that can be planned with.
 *
 * <p>If within each horizon the chance of a false alarm is at most alpha, and at most one is raised
 * in it, then there is on average at most one in horizon / alpha units.
 *
 * @param alpha the chance of a false alarm within one horizon, in (0, 1)
 * @param horizon units after which the chance is spent and begins anew, positive
 * @param unitsPerDay present rate of units, at least zero; zero if it is not known
 */
public record FalseAlarmBudget(double alpha, long horizon, double unitsPerDay) {
  public FalseAlarmBudget {
    if (!(alpha > 0 && alpha < 1)
        || horizon < 1
        || !(unitsPerDay >= 0 && unitsPerDay < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "alpha %s must lie inside (0, 1), a horizon of %d units be positive, %s units a day not be negative"
              .formatted(alpha, horizon, unitsPerDay));
    }
  }

  /** Mean number of units between false alarms, at least. */
  public double unitsBetween() {
    return horizon / alpha;
  }

  /** Mean number of days between false alarms at the present rate, at least; empty at none. */
  public OptionalDouble daysBetween() {
    return unitsPerDay > 0
        ? OptionalDouble.of(unitsBetween() / unitsPerDay)
        : OptionalDouble.empty();
  }

  /** The budget in one sentence. */
  public String inWords() {
    String units =
        String.format(
            Locale.ROOT, "at most one false alarm in %,.0f units on average", unitsBetween());
    var days = daysBetween();
    if (days.isEmpty()) {
      return units;
    }
    return units + String.format(Locale.ROOT, ", %s at the present rate", span(days.getAsDouble()));
  }

  private static String span(double days) {
    if (days >= 10) {
      return String.format(Locale.ROOT, "%,.0f days", days);
    }
    return days >= 1
        ? String.format(Locale.ROOT, "%.1f days", days)
        : String.format(Locale.ROOT, "%.1f hours", 24 * days);
  }
}
