package io.longshore.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longshore.domain.reject.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * A batch as {@code multipart/form-data} (<a href="https://www.rfc-editor.org/rfc/rfc7578">RFC
 * 7578</a>): every part is an image of the part's own Content-Type, but one, named {@code
 * metadata}, which may be there: a JSON array with an object for each image, in the order of the
 * images.
 */
record BatchBody(List<Item> items) {
  private static final String METADATA = "metadata";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One image, not looked at. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes; never compared
  record Item(byte[] bytes, @Nullable String mediaType, ImageFields fields) {}

  /**
   * Reads a batch.
   *
   * @throws InvalidFieldsException if the body is no batch
   */
  static BatchBody read(byte[] body, String contentType, int maxImages) {
    MultiPartConfig inMemory =
        new MultiPartConfig.Builder()
            .maxParts(maxImages + 1)
            .maxSize(body.length)
            .maxPartSize(body.length)
            .maxMemoryPartSize(body.length)
            .useFilesForPartsWithoutFileName(false)
            .build();
    try (MultiPartFormData.Parts parts =
        MultiPartFormData.getParts(
            Content.Source.from(ByteBuffer.wrap(body)),
            new Attributes.Mapped(),
            contentType,
            inMemory)) {
      return of(parts);
    } catch (CompletionException | IllegalStateException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InvalidFieldsException(
          RejectReason.MALFORMED_RECORD,
          "the body is no multipart/form-data of at most %d images: %s"
              .formatted(maxImages, cause.getMessage()));
    }
  }

  private static BatchBody of(MultiPartFormData.Parts parts) {
    var images = new ArrayList<MultiPart.Part>();
    List<ImageFields> fields = List.of();
    for (MultiPart.Part part : parts) {
      if (METADATA.equals(part.getName())) {
        fields = fields(bytes(part));
      } else {
        images.add(part);
      }
    }
    if (images.isEmpty() || (!fields.isEmpty() && fields.size() != images.size())) {
      throw new InvalidFieldsException(
          RejectReason.INVALID_METADATA,
          "the batch has %d images and metadata of %d; send one object for each image, or no metadata"
              .formatted(images.size(), fields.size()));
    }
    var items = new ArrayList<Item>();
    for (int i = 0; i < images.size(); i++) {
      MultiPart.Part part = images.get(i);
      items.add(
          new Item(
              bytes(part),
              part.getHeaders().get(HttpHeader.CONTENT_TYPE),
              fields.isEmpty() ? new ImageFields(Map.of()) : fields.get(i)));
    }
    return new BatchBody(items);
  }

  private static List<ImageFields> fields(byte[] json) {
    JsonNode array;
    try {
      array = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidFieldsException(
          RejectReason.INVALID_METADATA,
          "the part 'metadata' is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // reading from memory
    }
    if (!array.isArray()) {
      throw new InvalidFieldsException(
          RejectReason.INVALID_METADATA, "the part 'metadata' must be a JSON array");
    }
    return array.valueStream().map(ImageFields::of).toList();
  }

  private static byte[] bytes(MultiPart.Part part) {
    try {
      ByteBuffer content = Content.Source.asByteBuffer(part.createContentSource());
      var bytes = new byte[content.remaining()];
      content.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // reading from memory
    }
  }
}
