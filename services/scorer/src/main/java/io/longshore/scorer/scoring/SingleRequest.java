package io.longshore.scorer.scoring;

import io.longshore.scorer.pipeline.Request;
import io.longshore.scorer.scoring.Engine.Answer;
import java.util.concurrent.CompletableFuture;

/**
 * Images that somebody waits for.
 *
 * @param pixels (images, height, width, channels) unsigned bytes
 * @param images how many
 * @param answer completed by the thread that scores
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record SingleRequest(byte[] pixels, int images, CompletableFuture<Answer> answer)
    implements Request {

  @Override
  public void refuse(RuntimeException why) {
    answer.completeExceptionally(why);
  }
}
