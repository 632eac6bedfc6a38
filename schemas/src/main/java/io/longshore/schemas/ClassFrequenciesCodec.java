package io.longshore.schemas;

import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.frequency.ClassFrequency;
import io.longshore.schemas.v1.ClassFrequenciesProto;
import java.util.Optional;
import java.util.TreeMap;

/** Class frequencies. */
final class ClassFrequenciesCodec {
  static final Codec<ClassFrequencies> CODEC =
      new ProtobufCodec<>(
          "class-frequencies",
          ClassFrequenciesProto.ClassFrequencies.parser(),
          ClassFrequenciesCodec::write,
          ClassFrequenciesCodec::read);

  private ClassFrequenciesCodec() {}

  private static ClassFrequenciesProto.ClassFrequencies write(ClassFrequencies frequencies) {
    var message =
        ClassFrequenciesProto.ClassFrequencies.newBuilder()
            .setStream(frequencies.stream())
            .setSequence(frequencies.sequence())
            .setDrift(DriftEvidenceMapping.write(frequencies.drift()))
            .putAllOffsets(frequencies.offsets())
            .setAsOf(Times.wire(frequencies.asOf()))
            .setTrim(frequencies.trim());
    frequencies.policy().ifPresent(message::setPolicy);
    frequencies.classes().forEach((name, frequency) -> message.putClasses(name, write(frequency)));
    return message.build();
  }

  private static ClassFrequencies read(ClassFrequenciesProto.ClassFrequencies frequencies) {
    var classes = new TreeMap<String, ClassFrequency>();
    frequencies.getClassesMap().forEach((name, frequency) -> classes.put(name, read(frequency)));
    return new ClassFrequencies(
        frequencies.getStream(),
        frequencies.getSequence(),
        classes,
        DriftEvidenceMapping.read(frequencies.getDrift()),
        new TreeMap<>(frequencies.getOffsetsMap()),
        Times.domain(frequencies.getAsOf()),
        frequencies.hasTrim() ? frequencies.getTrim() : ClassFrequencies.FULL_TRIM,
        frequencies.hasPolicy() ? Optional.of(frequencies.getPolicy()) : Optional.empty());
  }

  private static ClassFrequenciesProto.ClassFrequency write(ClassFrequency frequency) {
    return ClassFrequenciesProto.ClassFrequency.newBuilder()
        .setLabels(frequency.labels())
        .setUnits(frequency.units())
        .setDecayed(frequency.decayed())
        .build();
  }

  private static ClassFrequency read(ClassFrequenciesProto.ClassFrequency frequency) {
    return new ClassFrequency(frequency.getLabels(), frequency.getUnits(), frequency.getDecayed());
  }
}
