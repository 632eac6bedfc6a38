package io.longshore.console.http;

import io.longshore.console.image.Thumbnail;
import io.longshore.console.kafka.ImageRecords;
import io.longshore.console.state.Shared;
import java.util.function.Supplier;

/**
 * How images are shown.
 *
 * @param fetches images fetched at a time
 * @param records opens a way to fetch one
 */
public record Pictures(Thumbnail thumbnail, int fetches, Supplier<ImageRecords> records) {

  ImageRoute route(Shared shared) {
    return new ImageRoute(shared, thumbnail, fetches, records);
  }
}
