package io.longshore.ingest.dataset;

import io.longshore.domain.image.ImageId;
import io.longshore.ingest.SubmittedImage;
import java.util.function.Supplier;

/**
 * One image of a data set, read when it is its turn.
 *
 * @param id the same each time the data set is read, or an interrupted run cannot go on where it
 *     was
 * @param image reads it; its particulars name the same id
 */
public record DatasetItem(ImageId id, Supplier<SubmittedImage> image) {}
