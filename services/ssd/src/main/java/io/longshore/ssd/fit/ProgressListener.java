package io.longshore.ssd.fit;

/**
 * Is told about training by the thread that trains. An exception it throws ends the training; the
 * last checkpoint stays.
 */
@FunctionalInterface
public interface ProgressListener {
  ProgressListener SILENT = event -> {};

  void on(TrainingEvent event);
}
