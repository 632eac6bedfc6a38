package io.longshore.standalone.cli;

import io.longshore.datasets.DatasetException;
import io.longshore.ingest.dataset.IngestStalledException;
import io.longshore.onnx.UnmergeableModelException;
import io.longshore.runtime.admin.PortInUseException;
import io.longshore.runtime.artifact.ArtifactUnavailableException;
import io.longshore.runtime.config.InvalidSettingsException;
import io.longshore.runtime.reach.KafkaRefusedException;
import io.longshore.runtime.reach.Refusal;
import io.longshore.runtime.signature.UnusableKeyException;
import io.longshore.runtime.topic.TopicMisconfiguredException;
import io.longshore.standalone.broker.StorageUnusableException;
import io.longshore.standalone.bundle.BundleFailedException;
import io.longshore.standalone.certificates.CertificatesFailedException;
import io.longshore.standalone.demo.StoryFailedException;
import io.longshore.trainer.rebuild.NotReproducibleException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * How a command that threw ends.
 *
 * @param status of the process
 * @param sentence what was wrong, where, and what to do
 */
record Failure(int status, String sentence) {

  static Failure of(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    if (thrown instanceof WrongUsageException || thrown instanceof InvalidSettingsException) {
      return new Failure(ExitCode.USAGE, message);
    }
    if (thrown instanceof UnreachableException) {
      return new Failure(ExitCode.UNREACHABLE, message);
    }
    if (thrown instanceof KafkaRefusedException) {
      return new Failure(ExitCode.NOT_ALLOWED, message);
    }
    if (saysAll(thrown)) {
      return new Failure(ExitCode.FAILED, message);
    }
    return causes(thrown)
        .flatMap(cause -> ofKafka(cause).stream())
        .findFirst()
        .orElseGet(
            () ->
                new Failure(
                    ExitCode.BUG,
                    "unforeseen: %s: %s; the same command with --verbose shows where"
                        .formatted(thrown.getClass().getSimpleName(), message)));
  }

  /** Failures whose message is all that a person needs. */
  private static boolean saysAll(Throwable e) {
    return e instanceof CommandFailedException
        || e instanceof StoryFailedException
        || e instanceof DatasetException
        || e instanceof TopicMisconfiguredException
        || e instanceof PortInUseException
        || e instanceof StorageUnusableException
        || e instanceof IngestStalledException
        || e instanceof NotReproducibleException
        || e instanceof ArtifactUnavailableException
        || e instanceof UnmergeableModelException
        || e instanceof UnusableKeyException
        || e instanceof BundleFailedException
        || e instanceof CertificatesFailedException;
  }

  private static Optional<Failure> ofKafka(Throwable cause) {
    if (cause instanceof TimeoutException || cause instanceof DisconnectException) {
      return Optional.of(
          new Failure(
              ExitCode.UNREACHABLE,
              "Kafka does not answer in time (%s); './longshore doctor' looks for the reason"
                  .formatted(cause.getMessage())));
    }
    if (cause instanceof AuthenticationException) {
      return Refusal.of(cause)
          .map(
              refusal ->
                  new Failure(
                      ExitCode.NOT_ALLOWED,
                      "%s; %s (--command-config)".formatted(refusal.found(), refusal.advice())));
    }
    if (cause instanceof AuthorizationException) {
      return Optional.of(
          new Failure(
              ExitCode.NOT_ALLOWED,
              "Kafka does not allow this (%s); './longshore doctor' lists the rights that are missing"
                  .formatted(cause.getMessage())));
    }
    return Optional.empty();
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
