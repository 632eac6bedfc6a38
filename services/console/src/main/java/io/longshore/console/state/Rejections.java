package io.longshore.console.state;

import io.longshore.domain.reject.RejectReason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Refused records: how many of which kind, and the newest of each service. */
public final class Rejections {
  private final int each;
  private final Map<String, Ring<KeptReject>> newest = new TreeMap<>();
  private final Map<Kind, Long> counts = new TreeMap<>();

  /** What was refused by whom. */
  public record Kind(String service, RejectReason reason) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int byService = service.compareTo(other.service);
      return byService != 0 ? byService : reason.compareTo(other.reason);
    }
  }

  /**
   * @param each rejects kept of a service
   */
  public Rejections(int each) {
    this.each = each;
  }

  /**
   * A refused record.
   *
   * @param service on whose topic it lies, of a closed list
   */
  public void told(String service, KeptReject reject) {
    newest.computeIfAbsent(service, name -> new Ring<>(each)).add(reject);
    counts.merge(new Kind(service, reject.reason()), 1L, Long::sum);
  }

  public Map<Kind, Long> counts() {
    return Map.copyOf(counts);
  }

  /** Newest first, of one service or of all. */
  public List<KeptReject> newest(Optional<String> service, int most) {
    return newest.entrySet().stream()
        .filter(entry -> service.isEmpty() || service.get().equals(entry.getKey()))
        .flatMap(entry -> entry.getValue().newestFirst().stream())
        .sorted(Comparator.comparing(KeptReject::at).reversed())
        .limit(most)
        .toList();
  }
}
