package io.longshore.schemas;

import io.longshore.domain.model.ModelVersion;
import io.longshore.domain.operator.OperatorRequest;
import io.longshore.schemas.v1.OperatorRequestProto;
import java.time.Instant;

/** Operator requests. */
final class OperatorRequestCodec {
  static final Codec<OperatorRequest> CODEC =
      new ProtobufCodec<>(
          "operator-request",
          OperatorRequestProto.OperatorRequest.parser(),
          OperatorRequestCodec::write,
          OperatorRequestCodec::read);

  private OperatorRequestCodec() {}

  private static OperatorRequestProto.OperatorRequest write(OperatorRequest request) {
    var message =
        OperatorRequestProto.OperatorRequest.newBuilder()
            .setId(request.id())
            .setStream(request.stream())
            .setReason(request.reason())
            .setAt(Times.wire(request.at()));
    if (request instanceof OperatorRequest.RollBack back) {
      message.getRollBackBuilder().setFrom(back.from().value());
    } else if (request instanceof OperatorRequest.Promote promote) {
      message.getPromoteBuilder().setVersion(promote.version().value());
    } else if (request instanceof OperatorRequest.Adapt adapt) {
      message.getAdaptBuilder().setGear(AdaptationCodec.GEAR.wire(adapt.gear()));
    } else if (request instanceof OperatorRequest.Pause) {
      message.setPause(OperatorRequestProto.OperatorRequest.Pause.getDefaultInstance());
    } else if (request instanceof OperatorRequest.Resume) {
      message.setResume(OperatorRequestProto.OperatorRequest.Resume.getDefaultInstance());
    }
    return message.build();
  }

  private static OperatorRequest read(OperatorRequestProto.OperatorRequest message) {
    String id = message.getId();
    String stream = message.getStream();
    String reason = message.getReason();
    Instant at = Times.domain(message.getAt());
    return switch (message.getRequestCase()) {
      case ROLL_BACK ->
          new OperatorRequest.RollBack(
              id, stream, new ModelVersion(message.getRollBack().getFrom()), reason, at);
      case PROMOTE ->
          new OperatorRequest.Promote(
              id, stream, new ModelVersion(message.getPromote().getVersion()), reason, at);
      case ADAPT ->
          new OperatorRequest.Adapt(
              id, stream, AdaptationCodec.GEAR.domain(message.getAdapt().getGear()), reason, at);
      case PAUSE -> new OperatorRequest.Pause(id, stream, reason, at);
      case RESUME -> new OperatorRequest.Resume(id, stream, reason, at);
      case REQUEST_NOT_SET -> throw new IllegalArgumentException("no request is set");
    };
  }
}
