package io.longshore.ingest;

import io.longshore.ingest.image.Submission;

/** An image and what its sender says of it; nothing of the bytes is known yet. */
public record SubmittedImage(Submission content, Particulars particulars) {

  int size() {
    return content.bytes().length;
  }
}
