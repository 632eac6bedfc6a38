package io.longshore.tracker.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How far what was counted has been read back. A partition is counted again only when its changelog
 * has been read to the end, and the end may be one that cannot be reached: behind a transaction
 * that nobody ends any more, or on a broker that is away.
 */
public final class Restorations implements StateRestoreListener {
  private final Map<TopicPartition, Progress> running = new ConcurrentHashMap<>();
  private final InstantSource clock;

  public Restorations(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * How far one is.
   *
   * @param at next offset to read
   * @param end offset that it goes to
   * @param moved when it last got anywhere
   */
  private record Progress(long at, long end, Instant moved) {}

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long from, long end) {
    running.put(changelog, new Progress(from, end, clock.instant()));
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long last, long records) {
    running.computeIfPresent(
        changelog, (key, old) -> new Progress(last + 1, old.end(), clock.instant()));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long records) {
    running.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
    running.remove(changelog);
  }

  /** In words, if anything is being read back: the one that has got nowhere for longest. */
  public Optional<String> inWords() {
    return slowest().map(this::words);
  }

  /** The same, if it has got nowhere for so long. */
  public Optional<String> stuckFor(Duration patience) {
    Instant limit = clock.instant().minus(patience);
    return slowest().filter(it -> it.getValue().moved().isBefore(limit)).map(this::words);
  }

  private Optional<Map.Entry<TopicPartition, Progress>> slowest() {
    return running.entrySet().stream().min(Comparator.comparing(it -> it.getValue().moved()));
  }

  private String words(Map.Entry<TopicPartition, Progress> restoration) {
    Progress progress = restoration.getValue();
    return "%s is read back, at %d of %d, and was no further %d s ago"
        .formatted(
            restoration.getKey(),
            progress.at(),
            progress.end(),
            Duration.between(progress.moved(), clock.instant()).toSeconds());
  }
}
