package io.longshore.ingest.receipt;

import io.longshore.domain.image.ImageId;
import io.longshore.domain.image.ImageLocation;
import io.longshore.domain.image.Split;

/**
 * All that a label needs to know of its image, so that a label that comes days later costs no look
 * at the image.
 */
public record Receipt(ImageId image, ImageLocation location, String unit, Split split) {}
