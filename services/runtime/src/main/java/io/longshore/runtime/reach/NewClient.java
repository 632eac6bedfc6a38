package io.longshore.runtime.reach;

import io.longshore.runtime.config.InvalidSettingsException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/**
 * Makes clients of Kafka. Theirs is one sentence for whatever goes wrong, "Failed to create", and
 * the reason stands in the last of its causes.
 */
public final class NewClient {

  private NewClient() {}

  /**
   * What was made.
   *
   * @throws KafkaRefusedException if there is nothing to log in with, such as no token
   * @throws InvalidSettingsException if no client can be made of these settings
   */
  public static <C> C by(Supplier<C> making) {
    try {
      return making.get();
    } catch (KafkaException e) {
      Optional<Refusal> refusal = Refusal.of(e);
      if (refusal.isPresent()) {
        throw new KafkaRefusedException(refusal.get().found() + "; " + refusal.get().advice(), e);
      }
      throw new InvalidSettingsException(List.of("no client of Kafka can be made: " + reason(e)));
    }
  }

  private static String reason(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .flatMap(cause -> Stream.ofNullable(cause.getMessage()))
        .reduce("", (outer, inner) -> inner);
  }
}
