package io.longshore.tracker.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longshore.domain.drift.DriftEvidence;
import io.longshore.domain.frequency.ClassFrequencies;
import io.longshore.domain.model.ModelVersion;

/** Counts as JSON; times in ISO 8601. */
final class FrequenciesJson {

  private FrequenciesJson() {}

  static String of(CountedNow counted) {
    ClassFrequencies frequencies = counted.frequencies();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("stream", frequencies.stream());
    json.put("sequence", frequencies.sequence());
    json.put("asOf", frequencies.asOf().toString());
    json.put("bucket", counted.bucket().toString());
    json.put("labels", frequencies.labels());
    json.put("units", frequencies.units());
    json.put("policy", frequencies.policy().orElse(null));
    json.put("trim", frequencies.trim());
    json.set("drift", of(frequencies.drift()));
    ObjectNode offsets = json.putObject("offsets");
    frequencies
        .offsets()
        .forEach((partition, next) -> offsets.put(Integer.toString(partition), next));
    ObjectNode classes = json.putObject("classes");
    frequencies
        .classes()
        .forEach(
            (name, frequency) ->
                classes
                    .putObject(name)
                    .put("labels", frequency.labels())
                    .put("units", frequency.units())
                    .put("decayed", frequency.decayed()));
    return json.toString();
  }

  private static ObjectNode of(DriftEvidence drift) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("reference", drift.reference().map(ModelVersion::value).orElse(null));
    json.put("alarm", drift.alarm());
    json.put("logE", drift.logE());
    if (Double.isFinite(drift.logThreshold())) {
      json.put("logThreshold", drift.logThreshold());
    } else {
      json.putNull("logThreshold"); // no model is live, so nothing is over it
    }
    json.put("totalVariation", drift.totalVariation());
    json.put("totalVariationLower", drift.totalVariationLower());
    json.put("totalVariationFloor", drift.totalVariationFloor());
    json.put("units", drift.units());
    json.put("designEffect", drift.designEffect());
    json.put("inWords", drift.inWords());
    return json;
  }
}
