package io.longshore.bench.drift.stream;

import io.longshore.domain.drift.DesignEffect;
import java.util.List;

/**
 * How many labels of a session tell as much as one independent unit: by how much counts differ from
 * session to session beyond chance, all classes together.
 *
 * <p>The ratio of Pearson's statistic to its degrees of freedom, each class weighted by its
 * variance (Rao and Scott, Journal of the American Statistical Association 76, 1981). Animals that
 * share a trap line and a season are no independent draws from the community. That one animal is
 * caught again in the next session is not in it.
 */
final class SessionEffect {
  private SessionEffect() {}

  /**
   * The effect in sessions of an unchanged mix.
   *
   * @param sessions at least two
   * @param classes how many there are
   */
  static DesignEffect of(List<Session> sessions, int classes) {
    long[] counts = Session.counts(sessions, classes);
    double total = sessions.stream().mapToInt(session -> session.labels().length).sum();
    double seen = 0;
    double expected = 0;
    for (Session session : sessions) {
      long[] own = Session.counts(List.of(session), classes);
      double labels = session.labels().length;
      for (int k = 0; k < classes; k++) {
        double share = counts[k] / total;
        double off = own[k] - labels * share;
        seen += off * off;
        expected += labels * share * (1 - share);
      }
    }
    double ratio = seen / expected * sessions.size() / (sessions.size() - 1);
    return ratio > 1 ? new DesignEffect(ratio) : DesignEffect.NONE;
  }
}
