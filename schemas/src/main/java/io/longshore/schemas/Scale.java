package io.longshore.schemas;

/** How a topic is partitioned. */
public enum Scale {
  /** One partition: few records, one order for all. */
  ONE,
  /** As many as the configuration says, the same number for images, labels and predictions. */
  MANY
}
