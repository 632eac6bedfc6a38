package io.longshore.scorer.pipeline;

/** Work that comes by itself, outside the stream, and answers for itself. */
public interface Request {

  /** How many images it has. */
  int images();

  /** Nobody will do it any more. */
  void refuse(RuntimeException why);
}
