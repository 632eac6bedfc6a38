package io.longshore.schemas;

import io.longshore.domain.rollout.GroupEvidence;
import io.longshore.domain.rollout.StreamEvidence;
import io.longshore.schemas.v1.StreamEvidenceProto;
import java.util.Optional;

/** Evidence of the stream in gate results. */
final class StreamEvidenceMapping {

  private StreamEvidenceMapping() {}

  static StreamEvidenceProto.StreamEvidence write(StreamEvidence evidence) {
    return StreamEvidenceProto.StreamEvidence.newBuilder()
        .setSince(Times.wire(evidence.since()))
        .setWatermark(Times.wire(evidence.watermark()))
        .setPredicted(evidence.predicted())
        .setLabelled(evidence.labelled())
        .setWaiting(evidence.waiting())
        .setUnlabelled(evidence.unlabelled())
        .setContradicted(evidence.contradicted())
        .addAllGroups(evidence.groups().stream().map(StreamEvidenceMapping::write).toList())
        .build();
  }

  static StreamEvidence read(StreamEvidenceProto.StreamEvidence evidence) {
    return new StreamEvidence(
        Times.domain(evidence.getSince()),
        Times.domain(evidence.getWatermark()),
        evidence.getPredicted(),
        evidence.getLabelled(),
        evidence.getWaiting(),
        evidence.getUnlabelled(),
        evidence.getContradicted(),
        evidence.getGroupsList().stream().map(StreamEvidenceMapping::read).toList());
  }

  private static StreamEvidenceProto.GroupEvidence write(GroupEvidence group) {
    var message =
        StreamEvidenceProto.GroupEvidence.newBuilder()
            .setBothRight(group.bothRight())
            .setSubjectOnly(group.subjectOnly())
            .setOtherOnly(group.otherOnly())
            .setBothWrong(group.bothWrong())
            .setLower(group.lower())
            .setUpper(group.upper())
            .setMargin(group.margin());
    group.group().ifPresent(g -> message.setGroup(EvaluationMapping.GROUP.wire(g)));
    return message.build();
  }

  private static GroupEvidence read(StreamEvidenceProto.GroupEvidence group) {
    return new GroupEvidence(
        group.hasGroup()
            ? Optional.of(EvaluationMapping.GROUP.domain(group.getGroup()))
            : Optional.empty(),
        group.getBothRight(),
        group.getSubjectOnly(),
        group.getOtherOnly(),
        group.getBothWrong(),
        group.getLower(),
        group.getUpper(),
        group.getMargin());
  }
}
