package io.longshore.tracker.streams;

import io.longshore.tracker.query.FrequenciesPage.Elsewhere;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Which process counts the stream, as this one was told at the latest assignment.
 *
 * @param itself this process, as it tells the others
 */
public record CountingProcess(KafkaStreams streams, HostInfo itself) implements Elsewhere {

  @Override
  public Optional<String> address() {
    try {
      return streams.streamsMetadataForStore(FrequencyTracking.STORE).stream()
          .filter(process -> process.stateStoreNames().contains(FrequencyTracking.STORE))
          .map(StreamsMetadata::hostInfo)
          .filter(host -> !host.equals(itself) && !host.equals(HostInfo.unavailable()))
          .map(CountingProcess::address)
          .findFirst();
    } catch (InvalidStateStoreException | IllegalStateException e) {
      return Optional.empty(); // not started yet, or stopping
    }
  }

  private static String address(HostInfo host) {
    return (host.host().contains(":") ? "[" + host.host() + "]" : host.host()) + ":" + host.port();
  }
}
