package io.longshore.bench.ssd;

import io.longshore.domain.model.Sha256;
import io.longshore.ssd.SsdParameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * All that decides what a training comes to: parameters, images, backend. Whoever changes one of
 * them gets another digest, hence other folders and other rows.
 */
record Identity(String task, SsdParameters parameters, String surroundings) {
  private static final int DIGITS = 12;

  static Identity of(LongTailedTask task, SsdParameters parameters, Backend backend) {
    return new Identity(
        task.label(), parameters, "training set " + task.training().digest() + ", " + backend);
  }

  /** The same images and backend under other parameters. */
  Identity under(SsdParameters others) {
    return new Identity(task, others, surroundings);
  }

  /** Of one training among those of these parameters. */
  String of(Training training) {
    return everything() + ", training " + training;
  }

  /** Where that training keeps its checkpoints. */
  Path folder(Path all, Training training) {
    return all.resolve(task)
        .resolve("seed" + parameters.seed())
        .resolve(training.name() + "-" + digest(of(training)));
  }

  /** For the table: short, and different for different parameters or images. */
  String setup() {
    return digest(everything());
  }

  private String everything() {
    return "parameters " + parameters + ", " + surroundings;
  }

  private static String digest(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
  }
}
