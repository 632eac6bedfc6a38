package io.longshore.schemas;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.training.TrainingEvent;
import io.longshore.schemas.v1.TrainingEventProto;
import java.time.Instant;

/** Training events. */
final class TrainingEventCodec {
  static final Codec<TrainingEvent> CODEC =
      new ProtobufCodec<>(
          "training-event",
          TrainingEventProto.TrainingEvent.parser(),
          TrainingEventCodec::write,
          TrainingEventCodec::read);

  private TrainingEventCodec() {}

  private static TrainingEventProto.TrainingEvent write(TrainingEvent event) {
    var message =
        TrainingEventProto.TrainingEvent.newBuilder()
            .setRun(event.run())
            .setAt(Times.wire(event.at()));
    if (event instanceof TrainingEvent.Started started) {
      message
          .getStartedBuilder()
          .setGear(AdaptationCodec.GEAR.wire(started.gear()))
          .setImages(started.images())
          .setClasses(started.classes());
    } else if (event instanceof TrainingEvent.EpochCompleted completed) {
      message
          .getEpochCompletedBuilder()
          .setStage(completed.stage())
          .setEpoch(completed.epoch())
          .setEpochs(completed.epochs())
          .setLoss(completed.loss())
          .setImagesPerSecond(completed.imagesPerSecond());
    } else if (event instanceof TrainingEvent.Announced announced) {
      message.getAnnouncedBuilder().setVersion(announced.version().value());
    } else if (event instanceof TrainingEvent.ControlEvaluated control) {
      message
          .getControlEvaluatedBuilder()
          .setVersion(control.version().value())
          .setEpochs(control.epochs())
          .setEvaluation(EvaluationMapping.write(control.evaluation()));
    } else if (event instanceof TrainingEvent.Failed failed) {
      message.getFailedBuilder().setReason(failed.reason());
    } else if (event instanceof TrainingEvent.Merged merged) {
      message.getMergedBuilder().setInto(merged.into());
    } else if (event instanceof TrainingEvent.Cancelled cancelled) {
      message.getCancelledBuilder().setReason(cancelled.reason());
    }
    return message.build();
  }

  private static TrainingEvent read(TrainingEventProto.TrainingEvent message) {
    String run = message.getRun();
    Instant at = Times.domain(message.getAt());
    return switch (message.getEventCase()) {
      case STARTED -> read(run, message.getStarted(), at);
      case EPOCH_COMPLETED -> read(run, message.getEpochCompleted(), at);
      case ANNOUNCED ->
          new TrainingEvent.Announced(
              run, new ModelVersion(message.getAnnounced().getVersion()), at);
      case CONTROL_EVALUATED -> read(run, message.getControlEvaluated(), at);
      case FAILED -> new TrainingEvent.Failed(run, message.getFailed().getReason(), at);
      case MERGED -> new TrainingEvent.Merged(run, message.getMerged().getInto(), at);
      case CANCELLED -> new TrainingEvent.Cancelled(run, message.getCancelled().getReason(), at);
      case EVENT_NOT_SET -> throw new IllegalArgumentException("no event is set");
    };
  }

  private static TrainingEvent.Started read(
      String run, TrainingEventProto.TrainingEvent.Started started, Instant at) {
    return new TrainingEvent.Started(
        run,
        AdaptationCodec.GEAR.domain(started.getGear()),
        started.getImages(),
        started.getClasses(),
        at);
  }

  private static TrainingEvent.EpochCompleted read(
      String run, TrainingEventProto.TrainingEvent.EpochCompleted completed, Instant at) {
    return new TrainingEvent.EpochCompleted(
        run,
        completed.getStage(),
        completed.getEpoch(),
        completed.getEpochs(),
        completed.getLoss(),
        completed.getImagesPerSecond(),
        at);
  }

  private static TrainingEvent.ControlEvaluated read(
      String run, TrainingEventProto.TrainingEvent.ControlEvaluated control, Instant at) {
    return new TrainingEvent.ControlEvaluated(
        run,
        new ModelVersion(control.getVersion()),
        control.getEpochs(),
        EvaluationMapping.read(control.getEvaluation()),
        at);
  }
}
