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
 * @param scheme of every process's pages: what one of them speaks, all do
 */
public record CountingProcess(KafkaStreams streams, HostInfo itself, String scheme)
    implements Elsewhere {

  @Override
  public Optional<String> address() {
    try {
      return streams.streamsMetadataForStore(FrequencyTracking.STORE).stream()
          .filter(process -> process.stateStoreNames().contains(FrequencyTracking.STORE))
          .map(StreamsMetadata::hostInfo)
          .filter(host -> !host.equals(itself) && !host.equals(HostInfo.unavailable()))
          .map(this::address)
          .findFirst();
    } catch (InvalidStateStoreException | IllegalStateException e) {
      return Optional.empty(); // not started yet, or stopping
    }
  }

  private String address(HostInfo host) {
    return scheme
        + "://"
        + (host.host().contains(":") ? "[" + host.host() + "]" : host.host())
        + ":"
        + host.port();
  }
}
