package io.longshore.domain.image;

/** Where an image lies on the images topic, so that only those who need its bytes fetch them. */
public record ImageLocation(int partition, long offset) {

  public ImageLocation {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "no image lies at partition " + partition + ", offset " + offset);
    }
  }

  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
