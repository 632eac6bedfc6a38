package io.longshore.console.state;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.model.ModelVersion;
import java.time.Instant;

/** What a model said of an image, beside what it shows. */
public record JudgedImage(
    ImageId image,
    ImageLocation location,
    String label,
    String predicted,
    float probability,
    ModelVersion model,
    Instant scoredAt) {

  public boolean isRight() {
    return label.equals(predicted);
  }
}
