package io.longshore.scorer.scoring;

import io.longshore.domain.image.Image;
import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import java.time.Instant;

/**
 * An image as it came: what scoring needs of its record.
 *
 * @param location where its record lies
 * @param at of its record
 */
public record Arrival(ImageId id, Image image, ImageLocation location, Instant at) {}
